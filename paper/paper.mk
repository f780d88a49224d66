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
# A script that changed is a reason to ask again whether the data are what it gives.
WEAVER   = $(wildcard paper/weave.lua paper/weave/*.lua paper/clean.sh paper/seamless.awk paper/references.json paper/originals.tsv \
           CITATION.cff data/checksums lua/*/*.lua) $(RECUR)

# What an article reads, READS_name, says the program.
include build/depends.mk

CLEAN = RECUR=$(RECUR) sh paper/clean.sh
WEAVE = $(CLEAN) pandoc --from markdown-implicit_figures --lua-filter paper/weave.lua \
        --bibliography paper/references.json --citeproc --metadata link-citations --number-sections --toc --toc-depth 2 \
        --fail-if-warnings
# A command's output, under its name only when it is whole.
to_target = -o $@.part && mv $@.part $@

paper: $(foreach x,$(ARTICLES),$(PAPERS)/$(x).html $(PAPERS)/$(x).pdf) $(PAPERS)/index.html

define article_rule
$(1)_FIGURES = $(filter %.svg,$(READS_$(1)))
$(PAPERS)/$(1).html: paper/$(1).md $$(wildcard $$(READS_$(1))) $(WEAVER) paper/page.html paper/page.css
	@mkdir -p $$(@D)
	$$(call say,weave $$@)$$(WEAVE) --to html5 --template paper/page.html --mathml \
		--metadata pdf=$(1).pdf $$< $$(to_target)
$(PAPERS)/tex/$(1).tex: paper/$(1).md $$(wildcard $$(READS_$(1))) $(WEAVER) paper/page.tex
	@mkdir -p $$(@D)
	$$(call say,weave $$@)$$(WEAVE) --to latex --template paper/page.tex --variable figures=$(PAPERS)/tex/ $$< \
		$$(to_target)
$(PAPERS)/$(1).pdf: $(PAPERS)/tex/$(1).tex $$(patsubst %.svg,$(PAPERS)/tex/%.pdf,$$(wildcard $$($(1)_FIGURES)))
	$$(call say,typeset $$@)sh paper/typeset.sh $$< $$@
endef
$(foreach article,$(ARTICLES),$(eval $(call article_rule,$(article))))

$(PAPERS)/tex/%.svg: %.svg paper/seamless.awk
	@mkdir -p $(@D)
	@$(CLEAN) awk -f paper/seamless.awk $< >$@.part && mv $@.part $@
$(PAPERS)/tex/%.pdf: $(PAPERS)/tex/%.svg
	$(call say,convert $*.svg)$(CLEAN) rsvg-convert --format pdf $< $(to_target)
$(PAPERS)/tex/%.png: $(PAPERS)/tex/%.svg
	$(call say,shrink $*.svg)$(CLEAN) rsvg-convert --width 640 $< $(to_target)

THUMBNAILS = $(patsubst %.svg,$(PAPERS)/tex/%.png,$(wildcard figures/*/*.svg))

$(PAPERS)/index.html: paper/index.lua $(WEAVER) paper/page.html paper/page.css $(THUMBNAILS) \
		build/depends.mk data/claims.tsv $(wildcard paper/*.md)
	@mkdir -p $(@D)
	$(call say,weave $@)echo | $(CLEAN) pandoc --lua-filter paper/index.lua --template paper/page.html \
		--metadata pictures=$(PAPERS)/tex/ --to html5 $(to_target)

.PHONY: paper
