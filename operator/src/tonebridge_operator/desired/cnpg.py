"""PostgreSQL that CloudNativePG runs: its Cluster, with the roles that ToneBridge knows."""

from tonebridge_operator.api.v1alpha1.data import CloudNativePG
from tonebridge_operator.desired.bridge import Bridge
from tonebridge_operator.desired.manifest import Body, Manifest, Wave
from tonebridge_operator.desired.postgres import parameters
from tonebridge_operator.desired.secrets import DATABASE, POSTGRES, ROLES
from tonebridge_operator.desired.sizes import SIZES

POD_LABEL = "cnpg.io/cluster"
"""By which CloudNativePG tells the pods of a Cluster."""


def cluster(bridge: Bridge) -> Manifest:
    """Return the Cluster.

    CloudNativePG deletes its volumes with it, whoever deletes it. With `deletionPolicy: Retain`
    the Cluster therefore has no owner and stays when the bridge goes.
    """
    postgres = bridge.spec.postgres
    wished = postgres.cnpg or CloudNativePG()
    owned = bridge.spec.deletion_policy == "Delete"
    body = bridge.object("Cluster", bridge.child(POSTGRES), "postgres", owned=owned)
    storage: Body = {"size": str(postgres.storage)}
    if postgres.storage_class_name is not None:
        storage["storageClass"] = postgres.storage_class_name
    spec: Body = {
        "instances": wished.instances,
        "storage": storage,
        "resources": SIZES[bridge.spec.size].postgres.resources(),
        "postgresql": {"parameters": parameters(bridge)},
        "bootstrap": {
            "initdb": {
                "database": DATABASE,
                "owner": ROLES["owner"],
                "secret": {"name": bridge.child("pg-owner")},
                "encoding": "UTF8",
                "localeProvider": "builtin",
                "builtinLocale": "C.UTF-8",
                "localeCollate": "C",
                "localeCType": "C.UTF-8",
            }
        },
        # Dumps are taken as the superuser: row-level security would hide rows from others.
        "enableSuperuserAccess": True,
        "superuserSecret": {"name": bridge.child("pg-admin")},
        "managed": {
            "roles": [
                {
                    "name": ROLES[role],
                    "ensure": "present",
                    "login": True,
                    "superuser": False,
                    "bypassrls": False,
                    "passwordSecret": {"name": bridge.child(f"pg-{role}")},
                }
                for role in ("app", "writer")
            ]
        },
    }
    if postgres.image:
        spec["imageName"] = postgres.image
    return Manifest(wave=Wave.DATA, body={**body, "spec": spec}, keeps_data=True)
