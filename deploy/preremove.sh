#!/bin/sh
# Before the package is removed, but not before it is upgraded: the bot is stopped. Its data stays in /var/lib/storybot.
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl disable --now storybot.service
fi
