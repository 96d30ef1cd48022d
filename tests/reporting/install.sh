#!/bin/sh
# Makes sure that LibreOffice and a Chinese font are there: the tests open every exported file in it.
# Installs the distribution's packages where there is apt; elsewhere says what to install.
set -eu

office() {
    command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1 ||
        [ -x /Applications/LibreOffice.app/Contents/MacOS/soffice ] || [ -x "${FAL_SOFFICE:-}" ]
}

chinese() {  # a system without fontconfig (macOS) brings Chinese fonts of its own
    ! command -v fc-list >/dev/null 2>&1 || [ -n "$(fc-list :lang=zh-cn family)" ]
}

office && chinese && exit 0
if command -v apt-get >/dev/null 2>&1; then
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libreoffice-writer libreoffice-calc libreoffice-impress fonts-noto-cjk >/dev/null
    office && chinese && exit 0
fi
cat >&2 <<'TEXT'
测试要用 LibreOffice 打开导出的文件，本机没有找到 LibreOffice 或中文字体。请先安装，再运行 make test：
  macOS            brew install --cask libreoffice
  Fedora           sudo dnf install libreoffice-writer libreoffice-calc libreoffice-impress google-noto-sans-cjk-fonts
  其他系统         https://www.libreoffice.org/download/
装在别处的，用环境变量 FAL_SOFFICE 指明 soffice 的路径。
TEXT
exit 1
