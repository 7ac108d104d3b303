#!/bin/sh
# Starts a Ray cluster on this machine, with the assistant in it: sh deploy/ray/start.sh
# Stop it with: ray stop
#
# CPUS is what the machine offers to replicas. An upgrade starts a new replica beside each old one, so offer twice what
# they need: 2 * num_cpus * max_replicas. It is a number for the scheduler alone, and may be more than there are.
set -eu
cd "$(dirname "$0")/../.."
export RAY_USAGE_STATS_ENABLED=0
ray start --head --dashboard-host 127.0.0.1 --disable-usage-stats \
  --num-cpus "${CPUS:-4}" --object-store-memory "${OBJECT_STORE_BYTES:-200000000}"
serve deploy deploy/ray/serve.yaml
