# How the project is checked. Every file of tests says TAP when tests/one.sh runs it, and prove counts; tests/run.sh says
# prove's count once more as a last line "N passed, N failed".

TEST_CORE    = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/core/test_*.c))
TEST_PACKAGES = cmocka gsl

$(BUILD)/tests/core/%: tests/core/%.c $(CORE_OBJECTS) Makefile tests/tests.mk
	@mkdir -p $(@D)
	$(call say,compile $<)$(COMPILE) $(shell pkg-config --cflags $(TEST_PACKAGES)) -o $@ $< $(CORE_OBJECTS) \
		$(shell pkg-config --libs $(TEST_PACKAGES)) $(LIBS)

TEST_VMATH = $(BUILD)/tests/vmath/errors $(BUILD)/tests/vmath/rounded

$(TEST_VMATH): $(BUILD)/tests/vmath/%: tests/vmath/%.c $(CORE_OBJECTS) $(BUILD)/main/rounded.o Makefile tests/tests.mk
	@mkdir -p $(@D)
	$(call say,compile $<)$(COMPILE) -o $@ $< $(BUILD)/main/rounded.o $(CORE_OBJECTS) \
		$(shell LC_ALL=C pkg-config --libs mpfr gmp) $(LIBS)

# The program built by the other compiler, to compare bits with.
other:
	@$(MAKE) --no-print-directory build CC=clang BUILD=build/clang

# Longest first. Under sanitizers plain C is too slow for drafts of every experiment.
TESTS = $(if $(SANITIZE),,tests/twice.sh) tests/cli/cases.list $(wildcard tests/cli/scenarios/*.sh) $(wildcard tests/lua/*_spec.lua) \
        $(wildcard tests/core/test_*.c) tests/vmath/errors.c tests/vmath/rounded.c tests/data.py tests/published.py \
        $(if $(SANITIZE),,tests/lint.sh)
# Which of them, by a word in their paths, and which tests in these, by a text in their names.
ONLY =
NAME =
under_prove = @BUILD=$(BUILD) JOBS=$(JOBS) ONLY='$(ONLY)' NAME='$(NAME)' $(1) sh tests/run.sh $(2)

test-programs: build $(TEST_CORE) $(TEST_VMATH)

test: test-programs $(if $(SANITIZE),,other) ## build and pass every test (SANITIZE=1: under the sanitizers; ONLY=bits: those of one file)
	$(call under_prove,OTHER=$(if $(SANITIZE),,build/clang/recur),$(TESTS))

# A build that counts which lines are run. Its program can write its counts at any time, which lines.c asks for.
COUNTING = BUILD=build/coverage CFLAGS='-O1 -g --coverage' LDFLAGS='-Wl,-u,__gcov_dump -Wl,--export-dynamic-symbol=__gcov_dump'

# Without drafts of every experiment and a million arguments for each function, which take as long as all else and are to
# run no line that no other test runs.
coverage: build other ## which lines the tests run; fails under 98 % of src, lua/recur and paper
	@$(MAKE) --no-print-directory test-programs $(COUNTING)
	@JOBS=$(JOBS) ONLY='$(ONLY)' NAME='$(NAME)' OTHER=build/clang/recur sh tests/coverage/run.sh build/coverage \
		$(filter-out tests/lint.sh tests/twice.sh tests/vmath/errors.c,$(TESTS)) tests/paper/run.sh

API = build/sanitize-api

test-api: ## pass every test under sanitizers and a Lua that checks how it is called (built from Debian's source package)
	@sh tests/api.sh $(API)/lua
	@LUA=$(API)/lua/lua $(MAKE) --no-print-directory test SANITIZE=1 BUILD=$(API) \
		LUA_LIBS='-Wl,-E -Wl,--whole-archive $(API)/lua/liblua.a -Wl,--no-whole-archive -ldl'

vmath-errors: $(BUILD)/tests/vmath/errors ## the errors of the elementary functions against MPFR, 10^8 arguments each
	@$(BUILD)/tests/vmath/errors 100

.PHONY: test test-programs test-api coverage other vmath-errors
.SECONDARY: $(TEST_CORE)

# ---- chance ---------------------------------------------------------------------------------------

# Every program in tests/fuzz takes a build folder, seconds and perhaps a seed; some have a part in C, which is linked
# with all of the program but its main file.
FUZZERS = $(patsubst tests/%.c,$(BUILD)/tests/%,$(filter-out %/engine.c %/failing.c,$(wildcard tests/fuzz/*.c)))

$(FUZZERS): $(BUILD)/tests/%: tests/%.c tests/fuzz/engine.c tests/fuzz/engine.h \
            $(filter-out %/main/main.o,$(PROGRAM_OBJECTS)) $(BIND_OBJECTS) $(CORE_OBJECTS)
	@mkdir -p $(@D)
	$(call say,compile $<)$(COMPILE) $(call to_target,$(filter %.c %.o,$^) $(shell LC_ALL=C pkg-config --libs lua5.4 mpfr gmp) $(LIBS))

fuzzers: build $(FUZZERS)

MINUTES = 1
fuzz: build ## look for faults by chance, under the sanitizers, with every program in tests/fuzz (MINUTES=1: for each)
	@$(MAKE) --no-print-directory fuzzers SANITIZE=1
	$(call under_prove,BUILD=build/sanitize JOBS=1 MINUTES=$(MINUTES),$(shell find tests/fuzz -type f -perm -u+x | LC_ALL=C sort))

.PHONY: fuzz fuzzers

# ---- another processor -----------------------------------------------------------------------------

test-arm64: build ## build for arm64, run tests and experiments under emulation, compare bytes (some minutes)
	$(call under_prove,JOBS=1,tests/arm64.sh)

.PHONY: test-arm64

# ---- papers ---------------------------------------------------------------------------------------

# The first of them weaves what the last two look at.
test-paper: build ## weave the papers twice, compare bytes, check the weaver and look at the pages in a browser
	$(call under_prove,JOBS=1,tests/paper/again.sh tests/paper/run.sh tests/paper/leaves.sh tests/paper/browser.sh)

.PHONY: test-paper

# ---- another Debian -------------------------------------------------------------------------------

test-debian: ## as root: test, regenerate, draw and weave in short in a minimal Debian of the other release (RELEASE=...)
	$(call under_prove,JOBS=1 RELEASE='$(RELEASE)',tests/debian.sh)

.PHONY: test-debian

# ---- speed ----------------------------------------------------------------------------------------

$(BUILD)/tests/bench/%: tests/bench/%.c $(CORE_OBJECTS) Makefile tests/tests.mk
	@mkdir -p $(@D)
	$(call say,compile $<)$(COMPILE) -o $@ $< $(CORE_OBJECTS) $(LIBS)

bench: build $(BUILD)/tests/bench/parts ## speed beside NumPy, of two workers, and by parts of a run
	@/usr/bin/python3 tests/bench/bench.py $(BUILD)

.PHONY: bench
