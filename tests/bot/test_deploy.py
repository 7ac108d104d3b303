"""What lies in `deploy/` fits the program."""

import json
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from bot.client import KatheryneBot
from bot.metrics import BotCollector
from bot.settings import Settings

PROJECT = Path(__file__).parents[2]
DEPLOY = PROJECT / "deploy"
SUFFIX = re.compile(r"_(?:total|bucket|sum|count)$")
# from prometheus_client itself
OF_THE_PROCESS = {"process_resident_memory_bytes"}


def test_the_dashboard_shows_metrics_that_there_are(offline_bot: KatheryneBot) -> None:
    told = {metric.name for metric in BotCollector(offline_bot).collect()} | OF_THE_PROCESS
    dashboard = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))
    expressions = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    shown = {name for text in expressions for name in re.findall(r"\b(?:katheryne|process)_\w+", text)}
    assert len(shown) > 8
    assert {SUFFIX.sub("", name) for name in shown} <= told


def test_variables_name_settings() -> None:
    written = "".join((DEPLOY / name).read_text(encoding="utf-8") for name in ("Dockerfile", "compose.yaml"))
    variables = re.findall(r"KATHERYNE_([A-Z]+)__([A-Z_]+)", written)
    assert variables
    for section, key in variables:
        field = Settings.model_fields[section.lower()].annotation
        assert key.lower() in getattr(field, "model_fields", {})


def test_the_ports_agree() -> None:
    port = str(tomllib.loads((PROJECT / "config.toml").read_text(encoding="utf-8"))["metrics"]["port"])
    for name in ("Dockerfile", "prometheus.yml"):
        assert f":{port}" in (DEPLOY / name).read_text(encoding="utf-8")


def test_shutdowns_wait_longer_than_the_worker() -> None:
    seconds = tomllib.loads((PROJECT / "config.toml").read_text(encoding="utf-8"))["worker"]["stop_seconds"]
    service = re.search(r"TimeoutStopSec=(\d+)", (DEPLOY / "katheryne.service").read_text(encoding="utf-8"))
    compose = re.search(r"stop_grace_period: (\d+)s", (DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    assert service is not None
    assert compose is not None
    assert min(int(service[1]), int(compose[1])) > seconds


def test_the_cluster_runs_what_the_bot_asks() -> None:
    local = yaml.safe_load((DEPLOY / "ray" / "serve.yaml").read_text(encoding="utf-8"))
    manifest = yaml.safe_load((DEPLOY / "kubernetes" / "rayservice.yaml").read_text(encoding="utf-8"))
    ray = tomllib.loads((PROJECT / "config.toml").read_text(encoding="utf-8"))["ray"]
    address = urlsplit(ray["address"])
    for configuration in (local, yaml.safe_load(manifest["spec"]["serveConfigV2"])):
        [application] = configuration["applications"]
        assert application["name"] == ray["application"]
        assert (configuration["http_options"]["port"], application["route_prefix"]) == (address.port, address.path)
        module, _, function = application["import_path"].partition(":")
        found = find_spec(module)
        assert found is not None
        assert f"def {function}(" in Path(str(found.origin)).read_text(encoding="utf-8")


def test_the_script_offers_room_for_an_upgrade() -> None:
    ray = tomllib.loads((PROJECT / "config.toml").read_text(encoding="utf-8"))["ray"]
    offered = re.search(r"CPUS:-(\d+)", (DEPLOY / "ray" / "start.sh").read_text(encoding="utf-8"))
    assert offered is not None
    assert int(offered[1]) >= 2 * ray["num_cpus"] * ray["max_replicas"]
