#!/usr/bin/env bash
# The browser tests need Debian's chromium and a Chinese font. Installed when root; otherwise say how, tests skip.
set -u
have() { command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q .; }
have && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "浏览器测试将跳过：缺少 chromium 或中文字体。请用管理员身份运行：apt-get install -y --no-install-recommends chromium fonts-noto-cjk fontconfig"
    exit 0
fi
echo "正在安装测试用的 chromium 和中文字体……"
export DEBIAN_FRONTEND=noninteractive
apt-get -qq -o DPkg::Lock::Timeout=300 update >/dev/null 2>&1
apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null 2>&1 \
    || echo "安装 chromium 失败，浏览器测试将跳过。可稍后运行：apt-get install -y --no-install-recommends chromium fonts-noto-cjk fontconfig"
exit 0
