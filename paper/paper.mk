# The papers and their front page: paper/X.md is woven from the results into a page and a PDF by
# paper/weave.lua. A Makefile of its own, run by `make paper`, because papers are woven from data and figures
# as they are: what is older than the program is not computed again here.

MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:

V =
say = @echo '  $(1)'; $(if $(V),set -x;)

PAPERS   = build/paper
ARTICLES = $(patsubst paper/%.md,%,$(wildcard paper/*.md))
WEAVER   = $(wildcard paper/weave.lua paper/weave/*.lua paper/references.json lua/recur/dataset.lua)
WEAVE    = pandoc --from markdown --lua-filter paper/weave.lua --bibliography paper/references.json --citeproc \
           --metadata link-citations --number-sections --toc --toc-depth 2 --fail-if-warnings
# Same text, same bytes: the typesetter's clock stands still.
FIXED    = SOURCE_DATE_EPOCH=0 FORCE_SOURCE_DATE=1

paper: $(foreach x,$(ARTICLES),$(PAPERS)/$(x).html $(PAPERS)/$(x).pdf) $(PAPERS)/index.html

# An article reads the datasets, files and figures that it names.
define article_rule
$(1)_FIGURES = $(sort $(shell grep -o 'figures/[a-z0-9_/]*\.svg' paper/$(1).md))
$(1)_READS = $(sort $(shell grep -o '`=[a-z0-9_/]*' paper/$(1).md | sed 's|`=\(.*\)|data/\1.tsv|') \
	$(shell grep -oE 'when="|\{\.claims' paper/$(1).md | sed 's|.*|data/claims.tsv|') \
	$(shell sed -n 's|.*{\.show.* file="\([^"]*\)".*|\1|p' paper/$(1).md))
$(PAPERS)/$(1).html: paper/$(1).md $$(wildcard $$($(1)_READS) $$($(1)_FIGURES)) $(WEAVER) paper/page.html paper/page.css
	@mkdir -p $$(@D)
	$$(call say,weave $$@)$(WEAVE) --to html5 --template paper/page.html --mathml --self-contained \
		--metadata pdf=$(1).pdf $$< -o $$@.part.html && mv $$@.part.html $$@
$(PAPERS)/tex/$(1).tex: paper/$(1).md $$(wildcard $$($(1)_READS) $$($(1)_FIGURES)) $(WEAVER) paper/page.tex
	@mkdir -p $$(@D)
	$$(call say,weave $$@)$(WEAVE) --to latex --template paper/page.tex --variable figures=$(PAPERS)/tex/ $$< -o $$@
$(PAPERS)/$(1).pdf: $(PAPERS)/tex/$(1).tex $$(patsubst %.svg,$(PAPERS)/tex/%.pdf,$$(wildcard $$($(1)_FIGURES)))
	$$(call say,typeset $$@)$(FIXED) sh paper/typeset.sh $$< $$@
endef
$(foreach article,$(ARTICLES),$(eval $(call article_rule,$(article))))

$(PAPERS)/tex/%.pdf: %.svg
	@mkdir -p $(@D)
	$(call say,convert $<)$(FIXED) rsvg-convert --format pdf $< -o $@
$(PAPERS)/tex/%.png: %.svg
	@mkdir -p $(@D)
	$(call say,shrink $<)$(FIXED) rsvg-convert --width 640 $< -o $@

THUMBNAILS = $(patsubst %.svg,$(PAPERS)/tex/%.png,$(wildcard figures/*/*.svg))

$(PAPERS)/index.html: paper/index.lua paper/weave/files.lua paper/page.html paper/page.css $(wildcard lua/*/*.lua figures/*/*.gp) $(THUMBNAILS) $(wildcard paper/*.md)
	@mkdir -p $(@D)
	$(call say,weave $@)echo | pandoc --lua-filter paper/index.lua --template paper/page.html --self-contained \
		--metadata pictures=$(PAPERS)/tex/ --to html5 -o $@.part.html && mv $@.part.html $@

.PHONY: paper
