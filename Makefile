# recur: from experiment scripts to data, figures and papers. `make` alone prints the targets.
#
# One pattern rule for each arrow  lua/X.lua -> data/X.tsv -> figures/X.svg.  What is a result, and what reads what,
# the program finds in the scripts themselves (build/depends.mk). Whether a result has to be made again is decided by
# contents, noted in build/made, never by dates: every recipe asks the program, which does nothing if nothing changed.

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DEFAULT_GOAL := help
# Results are written beside and renamed; what is there is whole, whatever interrupts make.
.PRECIOUS: data/% figures/%

SHELL = /bin/sh
CC    = gcc
BUILD = build
JOBS := $(shell LC_ALL=C nproc)
ARCH := $(shell LC_ALL=C uname -m)
QUALITY = full

# What a user's environment holds does not reach a build or a result: programs that make calls see this locale and
# time zone, and none of their start-up files and options.
export LC_ALL = C.UTF-8
export TZ = UTC
unexport LANGUAGE BASH_ENV ENV CDPATH IFS GREP_OPTIONS GNUTERM GNUPLOT_LIB LUA_INIT LUA_INIT_5_4 LUA_PATH LUA_CPATH \
         LUA_PATH_5_4 LUA_CPATH_5_4 CPATH C_INCLUDE_PATH LIBRARY_PATH COMPILER_PATH GCC_EXEC_PREFIX SOURCE_DATE_EPOCH \
         GCC_COLORS DEPENDENCIES_OUTPUT PYTHONPATH PYTHONSTARTUP TEXINPUTS TEXMFHOME GLIBC_TUNABLES RECUR_SIMD

# Commands are shown in short; V=1 shows them whole.
V =
say = @echo '  $(1)'; $(if $(V),set -x;)

ifneq ($(realpath $(firstword $(MAKEFILE_LIST))),$(realpath Makefile))
$(error run make in the folder of recur's Makefile: make -C $(dir $(firstword $(MAKEFILE_LIST))) $(MAKECMDGOALS))
endif

FORCE:
.PHONY: FORCE

# ---- build ----------------------------------------------------------------------------------------

PACKAGES = lua5.4 libmd gsl mpfr gmp
# CFLAGS, CPPFLAGS and LDFLAGS are the user's; what the results rest on is said in NUMERIC and comes after them.
CFLAGS   = -O3 -g
CPPFLAGS =
LDFLAGS  =
# No contraction of a*b+c, no reordering: the bit contract. (sqrt's errno is not read by anyone.)
NUMERIC  = -ffp-contract=off -fno-math-errno -fno-trapping-math
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
           -Wwrite-strings -Wundef $(if $(CI),-Werror)
COMPILE  = $(CC) -std=c17 -fPIC -fvisibility=hidden -pthread -D_GNU_SOURCE -include src/core/exact.h $(CPPFLAGS) $(DEFINES) $(WARNINGS) \
           $(CFLAGS) $(NUMERIC) $(shell LC_ALL=C pkg-config --cflags $(PACKAGES))
LUA_LIBS = $(shell LC_ALL=C pkg-config --libs lua5.4)
LIBS     = $(LDFLAGS) $(shell LC_ALL=C pkg-config --libs libmd gsl) -lm

ifdef SANITIZE
BUILD     = build/sanitize
SANITIZER = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS    = -O1 -g $(SANITIZER)
endif

ifeq ($(ARCH),x86_64)
SIMD        = scalar avx2 avx512
FMA         = -mfma -mpopcnt
SIMD_scalar = $(FMA)
SIMD_avx2   = $(FMA) -mavx2
SIMD_avx512 = $(FMA) -mavx512f -mavx512dq -mavx512bw -mavx512vl
else ifeq ($(ARCH),aarch64)
SIMD        = scalar neon
SIMD_neon   = -DPACK_NEON
else
SIMD        = scalar
endif

LANES    = $(wildcard src/core/*_lanes.c)
CORE     = $(filter-out $(LANES),$(wildcard src/core/*.c))
BIND     = $(wildcard src/bind/*.c)
PROGRAM  = $(wildcard src/main/*.c)
LIBRARY  = $(wildcard lua/recur/*.lua)
SOURCES  = $(sort $(wildcard src/*/*.[ch]) $(LIBRARY))

CORE_OBJECTS    = $(CORE:src/%.c=$(BUILD)/%.o) \
                  $(foreach simd,$(SIMD),$(LANES:src/%.c=$(BUILD)/$(simd)/%.o))
BIND_OBJECTS    = $(BIND:src/%.c=$(BUILD)/%.o)
PROGRAM_OBJECTS = $(PROGRAM:src/%.c=$(BUILD)/%.o)

build: $(BUILD)/recur $(BUILD)/recur.so ## build the program and the Lua module

# Setup comes before anything else where both are asked for, with -j too; a forgotten one is told.
READY = $(if $(filter setup,$(MAKECMDGOALS)),installed,tools)
tools:
	@command -v $(firstword $(CC)) pkg-config >/dev/null && pkg-config --exists $(PACKAGES) || \
		{ echo 'recur: the compiler or a library is missing: make setup $(or $(MAKECMDGOALS),build)' >&2; exit 2; }
.PHONY: tools

# Changes when the compiler or its options do; whatever is compiled depends on it.
$(BUILD)/flags: FORCE | $(READY)
	@mkdir -p $(@D)
	@{ echo '$(subst ','\'',$(COMPILE) $(LIBS) $(FMA) $(SIMD))'; $(CC) --version; } >$@.part
	@cmp -s $@.part $@ && rm $@.part || mv $@.part $@

# A command's output, under its name only when it is whole.
to_target = -o $@.part $(1) && mv $@.part $@

$(BUILD)/recur: $(PROGRAM_OBJECTS) $(BIND_OBJECTS) $(CORE_OBJECTS)
	$(call say,link $@)$(CC) -pthread $(CFLAGS) $(call to_target,$^ $(LUA_LIBS) $(shell LC_ALL=C pkg-config --libs mpfr gmp) $(LIBS))

$(BUILD)/recur.so: $(BIND_OBJECTS) $(CORE_OBJECTS)
	$(call say,link $@)$(CC) -shared $(CFLAGS) $(call to_target,$^ $(LIBS))

compile = $(COMPILE) -MMD -MP -MF $(@:.o=.d) -MT $@ -c $(call to_target,$<)

define simd_rule
$(BUILD)/$(1)/core/%_lanes.o: src/core/%_lanes.c $(BUILD)/flags
	@mkdir -p $$(@D)
	$$(call say,compile $$< for $(1))$$(compile)
$(BUILD)/$(1)/core/%_lanes.o: DEFINES = $$(SIMD_$(1)) -DPACK_NAME=$(1)
endef
$(foreach simd,$(SIMD),$(eval $(call simd_rule,$(simd))))

$(BUILD)/core/vmath.o: DEFINES = $(FMA)
$(BUILD)/bind/library.o: $(LIBRARY)
$(BUILD)/bind/version.o: $(SOURCES)
$(BUILD)/bind/version.o: DEFINES = -DRECUR_SOURCES='"$(shell cat $(SOURCES) | sha256sum | cut -c1-64)"'

$(BUILD)/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,compile $<)$(compile)

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d)

# ---- results --------------------------------------------------------------------------------------

ifeq ($(QUALITY),full)
ROOM =
else ifeq ($(QUALITY),draft)
ROOM = build/draft/
# A full result asked for by its path, at draft quality: a contradiction.
ifneq ($(filter data/% figures/%,$(MAKECMDGOALS)),)
$(error QUALITY=draft makes build/draft/..., never $(filter data/% figures/%,$(MAKECMDGOALS)))
endif
else
$(error QUALITY: expected full or draft, found "$(QUALITY)")
endif

# Other root seeds, in which the claims are tried again, at draft quality. Not 1 to 80: criteria, drafts and searches were
# settled with some of those in sight (lua/import/claims.lua tells the history); these were first run when nothing was
# changed any more.
SEEDS = 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120

# What reads what, from the program: only where a result is asked for.
ifneq ($(filter data figures claims check checksums results paper test-paper data/% figures/% build/draft/% build/replicas/%, \
         $(MAKECMDGOALS)),)
include build/depends.mk
endif
build/depends.mk: $(BUILD)/recur FORCE
	@$(BUILD)/recur depends >$@.part
	@cmp -s $@.part $@ && rm $@.part || mv $@.part $@

ALL_DATA    = $(DATASETS:%=data/%.tsv) data/replicas.tsv data/claims.tsv
ALL_RESULTS = $(FIGURES) $(ALL_DATA)

data: $(if $(ROOM),$(DATASETS:%=$(ROOM)data/%.tsv),$(ALL_DATA)) ## regenerate every dataset (QUALITY=draft: a quick look, into build/draft)
figures: $(if $(ROOM),$(FIGURES:%=$(ROOM)%),$(ALL_RESULTS)) ## regenerate every result and figure, compare (QUALITY=draft: a quick look)
	$(if $(ROOM),,@$(BUILD)/recur results --record build/made)

# Notes of an earlier call on what was made then: what this call makes is told at its end.
begin:
	@mkdir -p build/made && rm -f build/made/*.new
.PHONY: begin

RUN  = $(BUILD)/recur run lua/$*.lua -o $@ -j $(JOBS) --record build/made --set-aside
DRAW = $(BUILD)/recur draw $(patsubst build/draft/%,%,$(@:.svg=.gp)) -o $@ --record build/made

data/%.tsv: lua/%.lua $(BUILD)/recur FORCE | begin
	@mkdir -p $(@D)
	@$(RUN)
build/draft/data/%.tsv: lua/%.lua $(BUILD)/recur FORCE | begin
	@mkdir -p $(@D)
	@$(RUN) --quality draft --data build/draft/data
figures/%.svg: figures/%.gp $(BUILD)/recur FORCE | begin
	@$(DRAW)
build/draft/figures/%.svg: figures/%.gp $(BUILD)/recur FORCE | begin
	@mkdir -p $(@D)
	@$(DRAW) --quality draft --data build/draft/data

# ---- claims ---------------------------------------------------------------------------------------

claims: $(BUILD)/recur ## put every claim to the test on the data as they are
	@$(BUILD)/recur claims $(CLAIMS) --replicas data/replicas.tsv

data/claims.tsv: $(CLAIMED:%=data/%.tsv) data/replicas.tsv $(CLAIMS) $(BUILD)/recur FORCE
	@$(BUILD)/recur claims $(CLAIMS) --replicas data/replicas.tsv -o $@ >/dev/null

define replica_rule
build/replicas/$(1)/data/%.tsv: lua/%.lua $(BUILD)/recur FORCE | begin
	@mkdir -p $$(@D)
	@$$(RUN) --quality draft --seed $(1) --data build/replicas/$(1)/data
build/replicas/$(1)/claims.tsv: $(CLAIMED:%=build/replicas/$(1)/data/%.tsv) $(CLAIMS) $(BUILD)/recur
	$$(call say,claims with root seed $(1))$(BUILD)/recur claims $(CLAIMS) --quality draft --seed $(1) --data build/replicas/$(1)/data -o $$@ >/dev/null
endef
$(foreach seed,$(SEEDS),$(eval $(call replica_rule,$(seed))))

data/replicas.tsv: $(SEEDS:%=build/replicas/%/claims.tsv) FORCE
	@$(BUILD)/recur replicas $(CLAIMS) -o $@ $(foreach s,$(SEEDS),--set $(s)=build/replicas/$(s)/claims.tsv)

.PHONY: claims

# ---- papers ---------------------------------------------------------------------------------------

PAPERS = build/paper

paper: $(BUILD)/recur ## weave the papers and their front page from the data and figures as they are, into build/paper
	@$(MAKE) --no-print-directory -f paper/paper.mk PAPERS=$(PAPERS) RECUR=$(BUILD)/recur V=$(V)

.PHONY: paper

# ---- all of it ------------------------------------------------------------------------------------

# First what is there against data/checksums, so that what is committed is what it says; then all of it made anew.
verify: $(BUILD)/recur ## regenerate everything at full quality, whatever is there, and fail on any difference
	@$(BUILD)/recur verify
	@rm -rf build/made build/replicas
	@$(MAKE) --no-print-directory figures
	@$(BUILD)/recur verify

check: $(BUILD)/recur ## a minute's proof: compute some rows of every dataset again, chosen by chance, and compare the bytes
	@printf '%s\n' $(DATASETS:%=data/%.tsv) | xargs -n 1 -P $(JOBS) $(BUILD)/recur check --rows 3 --seconds 2 -j 1

checksums: $(ALL_RESULTS) ## take the results as they are for right: write data/checksums
	@$(BUILD)/recur checksums --record build/made

# ---- checks ---------------------------------------------------------------------------------------

include tests/tests.mk

# ---- the rest -------------------------------------------------------------------------------------

setup: installed ## install what is missing of the packages needed for the goals beside it (apt; sudo unless root)
	@:
installed:
	@sh tests/setup.sh $(filter-out setup,$(MAKECMDGOALS))

clean: ## remove everything that is made, except data and figures
	rm -rf build

help: ## this list
	@echo 'recur: make TARGET, or any single result by its path (make figures/import/driven.svg)'
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  \1 \2/p' Makefile tests/tests.mk | \
		while read -r target text; do printf '  %-10s %s\n' "$$target" "$$text"; done

.PHONY: build data figures verify check checksums setup installed clean help
