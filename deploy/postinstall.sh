#!/bin/sh
# After the package is unpacked: the unit is known, and a bot that ran runs anew. Nothing is started that was not.
set -e
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  systemctl try-restart storybot.service
fi
if [ -z "$2" ]; then
  echo 'Settings: /etc/storybot/env. Then: systemctl enable --now storybot'
fi
