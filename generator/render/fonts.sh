#!/usr/bin/env bash
# Open fonts in the manner of official ones (Debian packages), into .fonts; nothing is installed and no privilege is needed.
# FandolFang, -Kai, -Hei, -Song: GPL with a font exception, so that a document may embed them; Noto Serif CJK: OFL-1.1.
set -eu
place=$(cd "$(dirname "$0")/../.." && pwd)/.fonts
for tool in apt-get dpkg-deb; do
    command -v $tool >/dev/null || { echo "缺少 $tool：自动下载字体需要 Debian 或类似系统。也可以把本单位的字体放在一个目录，用 --fonts 指明。"; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo "正在下载开放字体（约160 MB，只在第一次）……"
download() { apt-get -qq download texlive-lang-chinese fonts-noto-cjk fonts-lxgw-wenkai 2>/dev/null; }
download || { apt-get -qq -o DPkg::Lock::Timeout=300 update >/dev/null 2>&1 && download; } \
    || { echo "下载失败。请先运行 apt-get update，检查网络后重试。"; exit 1; }
for package in *.deb; do dpkg-deb -x "$package" unpacked; done
mkdir -p "$place"
find unpacked \( -name 'Fandol[FHKS]*-Regular.otf' -o -name 'NotoSerifCJK-Bold.ttc' -o -name 'NotoSerifCJK-Regular.ttc' \
    -o -name 'LXGWWenKai-Regular.ttf' \) -exec cp {} "$place" \;
ls "$place" | grep -q Fandol || { echo "软件包里没有找到所需的字体。请向开发者报告。"; exit 1; }
echo "字体已放到 $place，可以生成 PDF。"
