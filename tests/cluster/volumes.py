"""Volumes of a bed: folders of this machine, offered in advance, since nothing provisions."""

from pathlib import Path

from tests.cluster.control_plane import ControlPlane

CLASS = "bed"


def make_class(plane: ControlPlane) -> None:
    """Make the cluster's default storage class."""
    plane.apply(
        f"/apis/storage.k8s.io/v1/storageclasses/{CLASS}",
        {
            "apiVersion": "storage.k8s.io/v1",
            "kind": "StorageClass",
            "metadata": {
                "name": CLASS,
                "annotations": {"storageclass.kubernetes.io/is-default-class": "true"},
            },
            "provisioner": "kubernetes.io/no-provisioner",
            "volumeBindingMode": "WaitForFirstConsumer",
        },
    )


def offer(plane: ControlPlane, folder: Path, name: str, size: str) -> None:
    """Offer a volume to the first claim that fits; any user of a pod may write to it."""
    path = folder / "volumes" / name
    path.mkdir(parents=True)
    path.chmod(0o777)  # kubelet applies no fsGroup to a folder of the host
    plane.apply(
        f"/api/v1/persistentvolumes/{name}",
        {
            "apiVersion": "v1",
            "kind": "PersistentVolume",
            "metadata": {"name": name},
            "spec": {
                "accessModes": ["ReadWriteOnce"],
                "capacity": {"storage": size},
                "hostPath": {"path": str(path), "type": "Directory"},
                "persistentVolumeReclaimPolicy": "Retain",
                "storageClassName": CLASS,
            },
        },
    )
