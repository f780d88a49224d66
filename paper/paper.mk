# The papers and their front page: paper/X.md is woven from the results into a page and a PDF by
# paper/weave.lua. A Makefile of its own, run by `make paper`, because papers are woven from data and figures
# as they are: what is older than the program is not computed again here.

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.SECONDARY:
SHELL = /bin/sh
.DEFAULT_GOAL := paper

V =
say = @echo '  $(1)'; $(if $(V),set -x;)

PAPERS   = build/paper
RECUR    = build/recur
ARTICLES = $(patsubst paper/%.md,%,$(wildcard paper/*.md))
WEAVER   = $(wildcard paper/weave.lua paper/weave/*.lua paper/references.json lua/recur/table.lua)

# What an article reads, READS_name, says the program.
include build/depends.mk

# Every program sees these variables of ours and no others: no start-up file, data folder or TeX tree of the user
# reaches a page. The typesetter's clock stands still, so that the same text gives the same bytes.
HOME_OF_TOOLS = $(CURDIR)/$(PAPERS)/home
CLEAN = env -i PATH="$$PATH" LC_ALL=C.UTF-8 TZ=UTC HOME="$(HOME_OF_TOOLS)" RECUR=$(RECUR) \
        SOURCE_DATE_EPOCH=0 FORCE_SOURCE_DATE=1
WEAVE = $(CLEAN) pandoc --from markdown-implicit_figures --lua-filter paper/weave.lua \
        --bibliography paper/references.json --citeproc --metadata link-citations --number-sections --toc --toc-depth 2 \
        --fail-if-warnings
# pandoc 2.17 (Debian 12) and 3.1 (Debian 13) call it differently.
EMBED = $$(pandoc --help | grep -q -e --embed-resources && echo --embed-resources --standalone || echo --self-contained)
# A command's output, under its name only when it is whole.
to_target = -o $@.part$(1) && mv $@.part$(1) $@

paper: $(foreach x,$(ARTICLES),$(PAPERS)/$(x).html $(PAPERS)/$(x).pdf) $(PAPERS)/index.html

$(HOME_OF_TOOLS):
	@mkdir -p '$@'

define article_rule
$(1)_FIGURES = $(filter %.svg,$(READS_$(1)))
$(PAPERS)/$(1).html: paper/$(1).md $$(wildcard $$(READS_$(1))) $(WEAVER) paper/page.html paper/page.css
	@mkdir -p $$(@D) '$(HOME_OF_TOOLS)'
	$$(call say,weave $$@)$$(WEAVE) --to html5 --template paper/page.html --mathml $$(EMBED) \
		--metadata pdf=$(1).pdf $$< $$(call to_target,.html)
$(PAPERS)/tex/$(1).tex: paper/$(1).md $$(wildcard $$(READS_$(1))) $(WEAVER) paper/page.tex
	@mkdir -p $$(@D) '$(HOME_OF_TOOLS)'
	$$(call say,weave $$@)$$(WEAVE) --to latex --template paper/page.tex --variable figures=$(PAPERS)/tex/ $$< \
		$$(call to_target,.tex)
$(PAPERS)/$(1).pdf: $(PAPERS)/tex/$(1).tex $$(patsubst %.svg,$(PAPERS)/tex/%.pdf,$$(wildcard $$($(1)_FIGURES)))
	$$(call say,typeset $$@)$$(CLEAN) sh paper/typeset.sh $$< $$@
endef
$(foreach article,$(ARTICLES),$(eval $(call article_rule,$(article))))

$(PAPERS)/tex/%.pdf: %.svg
	@mkdir -p $(@D) '$(HOME_OF_TOOLS)'
	$(call say,convert $<)$(CLEAN) rsvg-convert --format pdf $< $(call to_target)
$(PAPERS)/tex/%.png: %.svg
	@mkdir -p $(@D) '$(HOME_OF_TOOLS)'
	$(call say,shrink $<)$(CLEAN) rsvg-convert --width 640 $< $(call to_target)

THUMBNAILS = $(patsubst %.svg,$(PAPERS)/tex/%.png,$(wildcard figures/*/*.svg))

$(PAPERS)/index.html: paper/index.lua paper/weave/files.lua paper/page.html paper/page.css $(THUMBNAILS) \
		build/depends.mk $(wildcard paper/*.md lua/*/*.lua)
	@mkdir -p $(@D) '$(HOME_OF_TOOLS)'
	$(call say,weave $@)echo | $(CLEAN) pandoc --lua-filter paper/index.lua --template paper/page.html $(EMBED) \
		--metadata pictures=$(PAPERS)/tex/ --to html5 $(call to_target,.html)

.PHONY: paper
