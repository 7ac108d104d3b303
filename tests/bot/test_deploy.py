"""What lies in `deploy/` fits the program."""

import json
import re
import socket
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from bot.client import KatheryneBot
from bot.metrics import BotCollector
from bot.settings import DiscordSettings, Settings

PROJECT = Path(__file__).parents[2]
DEPLOY = PROJECT / "deploy"
SUFFIX = re.compile(r"_(?:total|bucket|sum|count)$")
# from prometheus_client itself
OF_THE_PROCESS = {"process_resident_memory_bytes"}
YAML = ("compose.yaml", "processes.yaml", "kubernetes/katheryne.yaml")
# of a whole bot one process knows a part, so a dashboard adds the parts up or names the worst
OVER_PROCESSES = re.compile(r"sum|max|count|histogram_quantile\(0\.\d+, sum")


def documents(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((DEPLOY / name).read_text(encoding="utf-8")))


def pods() -> dict[str, Any]:
    [found] = [one for one in documents("kubernetes/katheryne.yaml") if one["kind"] == "StatefulSet"]
    return dict(found)


def container() -> dict[str, Any]:
    [found] = pods()["spec"]["template"]["spec"]["containers"]
    return dict(found)


def all_shards(processes: list[DiscordSettings]) -> list[int]:
    return [shard for settings in processes for shard in settings.own_shards().ids]


def test_the_dashboard_shows_metrics_that_there_are(offline_bot: KatheryneBot) -> None:
    told = {metric.name for metric in BotCollector(offline_bot).collect()} | OF_THE_PROCESS
    dashboard = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))
    expressions = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    shown = {name for text in expressions for name in re.findall(r"\b(?:katheryne|process)_\w+", text)}
    assert len(shown) > 8
    assert {SUFFIX.sub("", name) for name in shown} <= told


def test_variables_name_settings() -> None:
    written = "".join((DEPLOY / name).read_text(encoding="utf-8") for name in ("Dockerfile", *YAML))
    variables = re.findall(r"KATHERYNE_([A-Z]+)__([A-Z_]+)", written)
    assert variables
    for section, key in variables:
        field = Settings.model_fields[section.lower()].annotation
        assert key.lower() in getattr(field, "model_fields", {})


def test_the_ports_agree() -> None:
    port = str(tomllib.loads((PROJECT / "config.toml").read_text(encoding="utf-8"))["metrics"]["port"])
    assert f":{port}" in (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    [scraped] = documents("prometheus.yml")
    assert [found["port"] for job in scraped["scrape_configs"] for found in job["dns_sd_configs"]] == [int(port)]
    assert [told["containerPort"] for told in container()["ports"]] == [int(port)]
    assert pods()["spec"]["template"]["metadata"]["annotations"]["prometheus.io/port"] == port
    [service] = [one for one in documents("kubernetes/katheryne.yaml") if one["kind"] == "Service"]
    assert [told["port"] for told in service["spec"]["ports"]] == [int(port)]


def test_shutdowns_wait_longer_than_the_worker() -> None:
    seconds = tomllib.loads((PROJECT / "config.toml").read_text(encoding="utf-8"))["worker"]["stop_seconds"]
    service = re.search(r"TimeoutStopSec=(\d+)", (DEPLOY / "katheryne.service").read_text(encoding="utf-8"))
    assert service is not None
    composed = [one for name in ("compose.yaml", "processes.yaml") for one in katherynes(name).values()]
    graces = [int(one["stop_grace_period"].removesuffix("s")) for one in composed]
    pod = pods()["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    assert min(int(service[1]), pod, *graces) > seconds


def katherynes(name: str) -> dict[str, Any]:
    """The bot's services in a compose file."""
    [document] = documents(name)
    return {key: one for key, one in document["services"].items() if key.startswith("katheryne")}


def test_the_processes_of_one_host_serve_each_shard_once(monkeypatch: pytest.MonkeyPatch) -> None:
    processes = []
    for one in katherynes("processes.yaml").values():
        with monkeypatch.context() as environment:
            for variable, value in one["environment"].items():
                environment.setenv(variable, value)
            processes.append(Settings().discord)
    assert len(processes) > 1
    assert all_shards(processes) == list(range(processes[0].own_shards().count))


def test_the_pods_serve_each_shard_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in container()["env"]:
        monkeypatch.setenv(variable["name"], variable.get("value", "postgresql://a@b/c"))
    discord = Settings().discord
    shards = []
    for number in range(pods()["spec"]["replicas"]):
        monkeypatch.setattr(socket, "gethostname", lambda number=number: f"{pods()['metadata']['name']}-{number}")
        shards += all_shards([discord])
    assert shards == list(range(discord.own_shards().count))


def test_the_manifests_names_fit_each_other() -> None:
    service, pod = documents("kubernetes/katheryne.yaml")
    assert pod["spec"]["serviceName"] == service["metadata"]["name"]
    labels = pod["spec"]["template"]["metadata"]["labels"]
    assert pod["spec"]["selector"]["matchLabels"] == service["spec"]["selector"] == labels
    ports = {port["name"] for port in container()["ports"]}
    assert {container()[probe]["httpGet"]["port"] for probe in ("readinessProbe", "livenessProbe")} <= ports
    volumes = {volume["name"] for volume in pod["spec"]["template"]["spec"]["volumes"]}
    assert {mount["name"] for mount in container()["volumeMounts"]} == volumes


def test_the_dashboard_adds_processes_up_or_names_each() -> None:
    dashboard = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))
    targets = [target for panel in dashboard["panels"] for target in panel["targets"]]
    assert all(OVER_PROCESSES.match(one["expr"]) or one["legendFormat"] == "{{instance}}" for one in targets)


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
