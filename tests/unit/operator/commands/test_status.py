from tests.unit.operator.commands.answers import BRIDGES, RUNNING, a_bridge, condition, items


class TestTheList:
    def test_has_a_line_for_each_bridge(self, tonebridge, api):
        trouble = [condition("Available", "False"), condition("Degraded", "True", "no\nSecret")]
        api.on(
            BRIDGES,
            items(
                a_bridge(**RUNNING),
                a_bridge("ill", phase="Degraded", conditions=trouble),
                a_bridge("new"),
            ),
        )

        assert tonebridge("status") == (
            0,
            (
                "demo\tReady\tTrue\t2/2\t1/1\ttonebridge:1\t\n"
                "ill\tDegraded\tFalse\t0/0\t0/0\t-\tno Secret\n"
                "new\t-\t-\t0/0\t0/0\t-\t\n"
            ),
            "",
        )

    def test_names_the_namespace_when_it_is_of_all(self, tonebridge, api):
        api.on("/apis/tonebridge.io/v1alpha1/tonebridges", items(a_bridge(**RUNNING)))

        assert tonebridge("status", "-A")[1].startswith("tone\tdemo\tReady")

    def test_is_read_page_by_page(self, tonebridge, api):
        api.on(BRIDGES, items(a_bridge("a"), more="next"), items(a_bridge("b")))

        assert [line[0] for line in tonebridge("status")[1].splitlines()] == ["a", "b"]
        assert [one.query for one in api.asked] == [
            (("limit", "500"),),
            (("limit", "500"), ("continue", "next")),
        ]

    def test_is_json_for_a_program(self, printed, api):
        api.on(BRIDGES, items(a_bridge(**RUNNING), a_bridge("new")))

        assert printed("status") == [
            {"namespace": "tone", "name": "demo", "status": RUNNING},
            {"namespace": "tone", "name": "new", "status": {}},
        ]

    def test_says_what_is_missing_where_the_kind_is_unknown(self, tonebridge):
        assert tonebridge("status") == (
            3,
            "",
            "tonebridge: the cluster knows no ToneBridges: install the chart first\n",
        )


class TestOneBridge:
    def test_is_shown_with_its_conditions(self, tonebridge, api):
        api.on(f"{BRIDGES}/demo", a_bridge(**RUNNING))

        assert tonebridge("status", "demo") == (
            0,
            (
                "name      tone/demo\n"
                "phase     Ready\n"
                "gateways  2/2\n"
                "workers   1/1\n"
                "version   tonebridge:1\n"
                "\n"
                "Available\tTrue\t2026-01-31T08:00:00Z\tBecause\t2 of at least 2 gateways answer\n"
            ),
            "",
        )

    def test_shows_which_release_it_is_on_its_way_to(self, tonebridge, api):
        version = {"current": "tonebridge:1", "target": "tonebridge:2"}
        api.on(f"{BRIDGES}/demo", a_bridge(**{**RUNNING, "version": version}))

        assert (
            "version   tonebridge:1\nwanted    tonebridge:2\n" in tonebridge("status", "demo")[1]
        )

    def test_that_no_operator_saw_says_so(self, tonebridge, api):
        api.on(f"{BRIDGES}/demo", a_bridge())

        code, out, err = tonebridge("status", "demo")

        assert (code, out) == (0, "")
        assert err.startswith("No operator has looked at it yet.")

    def test_that_was_edited_since_says_so(self, tonebridge, api):
        api.on(f"{BRIDGES}/demo", a_bridge(generation=3, **RUNNING))

        assert "has not seen the latest change yet" in tonebridge("status", "demo")[2]

    def test_cannot_steer_the_terminal(self, tonebridge, api):
        evil = {**RUNNING, "conditions": [condition("Degraded", "True", "\x1b[2Jgone")]}
        api.on(f"{BRIDGES}/demo", a_bridge(**evil))

        assert "\x1b" not in tonebridge("status", "demo")[1]

    def test_prints_its_status_for_a_program(self, printed, api):
        api.on(f"{BRIDGES}/demo", a_bridge(**RUNNING))

        assert printed("status", "demo") == RUNNING

    def test_that_is_not_there_is_refused(self, tonebridge):
        assert tonebridge("status", "demo") == (
            3,
            "",
            (
                "tonebridge: there is no ToneBridge demo in the namespace tone: "
                "`status -A` lists all\n"
            ),
        )

    def test_is_not_one_of_all_namespaces(self, tonebridge):
        assert tonebridge("status", "demo", "-A")[0] == 2

    def test_keeps_its_name_one_segment_of_the_path(self, tonebridge, api):
        tonebridge("status", "../secrets")

        assert api.asked[0].path == f"{BRIDGES}/..%2Fsecrets"
