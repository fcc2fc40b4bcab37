# 两条命令就够：make site 生成网站，make test 运行测试。其余目标见各条说明。
SHELL := /bin/bash
PY    := .venv/bin/python
STAMP := .venv/.installed
TEST_STAMP := .venv/.installed-test

.PHONY: site serve test lint check setup golden fonts clean need

site: $(STAMP) ## 检查清单并生成公开网站到 build/site
	@$(PY) -m generator build

serve: $(STAMP) ## 在本机查看网站
	@test -f build/site/index.html || $(PY) -m generator build
	@echo "打开 http://127.0.0.1:8000/ 查看；按 Ctrl+C 结束。"
	@$(PY) -m http.server 8000 --bind 127.0.0.1 --directory build/site

check: $(STAMP) ## 只检查清单
	@$(PY) -m generator check

setup: $(STAMP)

test: $(TEST_STAMP) ## 安装测试所需并运行全部测试
	@tests/install-browser.sh
	@test -d .fonts || generator/render/fonts.sh || echo "没有字体，PDF 和 OFD 的测试将跳过。"
	@$(PY) -m pytest -q

lint: $(TEST_STAMP)
	@.venv/bin/ruff check generator tests benchmarks
	@.venv/bin/mypy generator
	@.venv/bin/lint-imports

golden: $(TEST_STAMP) ## 重写审查评论、工作清单和年度报告的样本；写完请像审查人那样读一遍改动
	@QINGDAN_GOLDEN=write $(PY) -m pytest -q tests/test_review.py tests/test_worklist.py tests/test_yearly.py

fonts: $(STAMP) ## 下载开放字体和排版程序，之后网站和导出就有 PDF（不需要管理员身份）
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-documents.lock
	@generator/render/fonts.sh

need:
	@for tool in git python3; do command -v $$tool >/dev/null || { echo "缺少 $$tool，请运行：apt-get install -y git make python3 python3-venv"; exit 1; }; done
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本，请运行：apt-get install -y python3 python3-venv"; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { echo "缺少 venv，请运行：apt-get install -y python3-venv"; exit 1; }

$(STAMP): requirements.lock pyproject.toml | need
	@echo "正在准备运行环境（只在第一次或依赖变化时）……"
	@test -x $(PY) || python3 -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "qingdan.pth").write_text(str(pathlib.Path.cwd()) + "\n")'
	@printf '#!/bin/sh\nexec "%s" -P -m generator "$$@"\n' "$(CURDIR)/$(PY)" > .venv/bin/qingdan && chmod +x .venv/bin/qingdan
	@touch $@

$(TEST_STAMP): $(STAMP) requirements-test.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

clean: ## 删除生成的内容（不动 lists/）
	rm -rf build .venv .fonts
