# How the project is checked. Every runner prints one line a failure and ends with "N passed, N failed".

TEST_CORE    = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/core/test_*.c))
TEST_PACKAGES = cmocka gsl

$(BUILD)/tests/core/%: tests/core/%.c $(CORE_OBJECTS) Makefile tests/tests.mk
	@mkdir -p $(@D)
	$(call say,compile $<)$(COMPILE) $(shell pkg-config --cflags $(TEST_PACKAGES)) -o $@ $< $(CORE_OBJECTS) \
		$(shell pkg-config --libs $(TEST_PACKAGES)) $(LIBS)

.SECONDARY: $(TEST_CORE)
