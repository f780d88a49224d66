/*
 * engine.c - evaluates scripts twice, in two sealed states with different hash seeds, and the second time in the reversed
 * order, so that no state has the same past. A child process does the work; the parent sees how it ends. What must hold:
 * no crash, no report of a sanitizer, no leak, an end within a time, the same outcome twice, and outcomes that are UTF-8
 * without addresses.
 */
#include "engine.h"

#include <errno.h>
#include <malloc.h>
#include <sanitizer/common_interface_defs.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../src/main/sandbox.h"

#define BATCH 200   /* cases for which a pair of states is good */
#define BATCHES 20  /* of a child; its leaks show when it ends */
#define TICK_MS 50  /* of a processor's time */
#define STOP_TICKS 3   /* until a case is asked to stop: it is large, no fault */
#define HANG_TICKS 400 /* until one that was asked to is taken for hanging */

enum { EXIT_FAULT = 3, EXIT_HANG = 4 };

/* --- chance and texts ---------------------------------------------------------------------------- */

/* SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014). */
uint64_t chance_bits(struct chance *chance)
{
	uint64_t z = chance->state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

size_t chance_below(struct chance *chance, size_t count) { return (size_t)(chance_bits(chance) % count); }

bool chance_once_in(struct chance *chance, size_t times) { return chance_below(chance, times) == 0; }

void text_add(struct text *text, const char *bytes, size_t length)
{
	const size_t left = TEXT_ROOM - 1 - text->length, used = length < left ? length : left;
	memcpy(text->bytes + text->length, bytes, used);
	text->length += used;
	text->bytes[text->length] = '\0';
}

void text_print(struct text *text, const char *format, ...)
{
	char *made;
	va_list arguments;
	va_start(arguments, format);
	const int length = vasprintf(&made, format, arguments);
	va_end(arguments);
	if (length < 0)
		abort();
	text_add(text, made, (size_t)length);
	free(made);
}

char *file_read(const char *path)
{
	char *text = NULL;
	size_t room = 0;
	FILE *file = fopen(path, "r");
	if (file == NULL || getdelim(&text, &room, '\0', file) < 0) {
		fprintf(stderr, "fuzz: %s: %s\n", path, strerror(errno));
		exit(2);
	}
	fclose(file);
	return text;
}

/* --- what the child tells the parent -------------------------------------------------------------- */

static struct shared {
	struct text text; /* the case at work */
	uint64_t number;
	size_t evaluated, succeeded, limited;
	char fault[512];
	char outcomes[2][4096]; /* of a case whose outcomes differ */
} *shared;

static atomic_bool stop;
static volatile sig_atomic_t ticks, ticks_to_stop;

static void tick(int number)
{
	(void)number;
	ticks++;
	if (ticks >= ticks_to_stop)
		atomic_store(&stop, true);
	if (ticks >= HANG_TICKS)
		_exit(EXIT_HANG);
}

static _Noreturn void fault(const char *what)
{
	snprintf(shared->fault, sizeof shared->fault, "%s", what);
	_exit(EXIT_FAULT);
}

/* --- evaluation ----------------------------------------------------------------------------------- */

struct outcome {
	char *text;
	bool limited; /* by memory, instructions or time: need not be the same twice */
};

/* How many bytes at p are a character of UTF-8; 0: none are. */
static size_t character(const unsigned char *p)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const size_t length = *p < 0x80 ? 1 : *p >= 0xc2 && *p < 0xe0 ? 2 : (*p & 0xf0) == 0xe0 ? 3 : (*p & 0xf8) == 0xf0 ? 4 : 0;
	uint32_t code = *p & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (p[i] & 0x3fu);
	}
	return length > 1 && (code < least[length] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) ? 0 : length;
}

/* Whether hexadecimal digits at p look like an address. */
static bool is_address(const char *p) { return strncmp(p, "0x", 2) == 0 && strspn(p + 2, "0123456789abcdef") >= 8; }

/* The text that a case came to; `source` may name addresses itself. */
static void check_text(const char *text, const char *source)
{
	if (strstr(text, "FUZZ: ") != NULL)
		fault(text);
	if (*text == '\0')
		fault("it fails without a message");
	for (const char *p = text; *p != '\0';) {
		const size_t length = character((const unsigned char *)p);
		if (length == 0)
			fault("what it says is not UTF-8");
		if (is_address(p) && strstr(source, "0x") == NULL)
			fault("what it says holds an address");
		p += length;
	}
}

static bool names_limit(const char *message)
{
	static const char *const limits[] = {"Lua instructions", " MB of memory", "(see --memory)", "interrupted",
	                                     "not enough memory", "stack overflow", "C stack", "could not be read"};
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (strstr(message, limits[i]) != NULL)
			return true;
	return false;
}

/* Loads the case and computes one of its points. */
static struct outcome evaluate(struct sandbox *sandbox, const struct text *text)
{
	struct failure failure = {""};
	struct experiment experiment = {0};
	char stem[40], name[40];
	snprintf(stem, sizeof stem, "%s/case", text->paper);
	snprintf(name, sizeof name, "lua/%s/case.lua", text->paper);
	struct script script = {.path = name, .text = (char *)text->bytes, .length = text->length, .stem = stem, .name = name,
	                        .sha256 = "0"};
	char *lines = NULL;
	size_t length;
	shared->text = *text;
	ticks = 0;
	ticks_to_stop = STOP_TICKS;
	atomic_store(&stop, false);
	bool ok = sandbox_experiment(sandbox, &script, &experiment, &failure) && experiment.points > 0 &&
	          sandbox_prepare(sandbox, &script, experiment.header, &failure) &&
	          sandbox_point(sandbox, text->length % experiment.points, &lines, &length, &failure);
	ticks_to_stop = HANG_TICKS + 1;
	struct outcome outcome = {.limited = atomic_load(&stop) || (!ok && names_limit(failure.message))};
	if (asprintf(&outcome.text, "%s%s", ok ? experiment.header : "", ok ? lines : failure.message) < 0)
		abort();
	shared->evaluated++;
	shared->succeeded += ok;
	free(experiment.header);
	free(lines);
	return outcome;
}

static void compare(struct outcome *first, struct outcome *second, const struct text *text)
{
	shared->limited += first->limited || second->limited;
	if (!first->limited && !second->limited && strcmp(first->text, second->text) != 0) {
		snprintf(shared->outcomes[0], sizeof shared->outcomes[0], "%s", first->text);
		snprintf(shared->outcomes[1], sizeof shared->outcomes[1], "%s", second->text);
		fault("its outcomes differ");
	}
	check_text(first->text, text->bytes);
	check_text(second->text, text->bytes);
	free(first->text);
	free(second->text);
}

static void open_state(struct sandbox *sandbox, const struct options *options)
{
	struct failure failure;
	ticks = 0;
	ticks_to_stop = HANG_TICKS + 1; /* never */
	atomic_store(&stop, false);
	if (!sandbox_open(sandbox, options, &stop, &failure))
		fault(failure.message);
}

/* A state that has met a limit is good for nothing more. */
static void renew_state(struct sandbox *sandbox, const struct options *options, const struct outcome *outcome)
{
	if (!outcome->limited)
		return;
	sandbox_close(sandbox);
	open_state(sandbox, options);
}

static struct chance chance_of(uint64_t seed, uint64_t number)
{
	struct chance chance = {seed};
	chance.state = chance_bits(&chance) + number;
	return (struct chance){chance_bits(&chance)};
}

static void work_batch(const struct fuzzer *fuzzer, const struct options *options, uint64_t seed, uint64_t start)
{
	static struct text texts[BATCH];
	struct outcome firsts[BATCH];
	struct sandbox sandbox;
	open_state(&sandbox, options);
	for (size_t i = 0; i < BATCH; i++) {
		struct chance chance = chance_of(seed, start + i);
		texts[i] = (struct text){.paper = "import"};
		fuzzer->make(&chance, &texts[i]);
		shared->number = start + i;
		firsts[i] = evaluate(&sandbox, &texts[i]);
		renew_state(&sandbox, options, &firsts[i]);
	}
	sandbox_close(&sandbox);
	open_state(&sandbox, options);
	for (size_t i = BATCH; i-- > 0;) {
		shared->number = start + i;
		struct outcome second = evaluate(&sandbox, &texts[i]);
		renew_state(&sandbox, options, &second);
		compare(&firsts[i], &second, &texts[i]);
	}
	sandbox_close(&sandbox);
}

static double seconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* What scripts print is of no interest, what sanitizers say goes to the report. */
static void redirect(int report)
{
	if (freopen("/dev/null", "w", stderr) == NULL)
		abort();
	__sanitizer_set_report_fd((void *)(intptr_t)report);
}

static _Noreturn void work(const struct fuzzer *fuzzer, const struct options *options, uint64_t seed, uint64_t start,
                           double end, int report)
{
	const struct itimerval timer = {{0, TICK_MS * 1000}, {0, TICK_MS * 1000}};
	redirect(report);
	signal(SIGPROF, tick);
	setitimer(ITIMER_PROF, &timer, NULL);
	for (uint64_t batch = 0; batch < BATCHES && seconds_now() < end; batch++)
		work_batch(fuzzer, options, seed, start + batch * BATCH);
	exit(0);
}

/* --- the parent ------------------------------------------------------------------------------------ */

static int tell(const struct fuzzer *fuzzer, const char *folder, uint64_t seed, int status, const char *report)
{
	char *path, *said;
	if (asprintf(&path, "%s/%s-%llu-%llu.lua", folder, fuzzer->name, (unsigned long long)seed,
	             (unsigned long long)shared->number) < 0)
		abort();
	FILE *file = fopen(path, "w");
	if (file == NULL || fwrite(shared->text.bytes, 1, shared->text.length, file) != shared->text.length || fclose(file) != 0)
		fprintf(stderr, "fuzz: %s: %s\n", path, strerror(errno));
	const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	printf("%s: case %llu of seed %llu, kept in %s: %s\n", fuzzer->name, (unsigned long long)shared->number,
	       (unsigned long long)seed, path,
	       code == EXIT_FAULT ? shared->fault : code == EXIT_HANG ? "it does not end when it is asked to" : "it crashes");
	for (int i = 0; i < 2 && shared->outcomes[i][0] != '\0'; i++)
		printf("--- %s\n%s\n", i == 0 ? "once" : "again", shared->outcomes[i]);
	struct stat about;
	if (stat(report, &about) == 0 && about.st_size > 0) {
		said = file_read(report);
		puts(said);
		free(said);
	}
	free(path);
	return 1;
}

/* As the program reads them from "run case.lua", with small limits. */
static const struct options options_small = {
	.action = ACTION_RUN,
	.command = "run",
	.quality = "full",
	.data = "data",
	.runs = -1,
	.seed = -1,
	.rows = -1,
	.row = -1,
	.seconds = -1,
	.jobs = 1,
	.memory_limit = (size_t)32 << 20,
	.instructions = 1000000,
};

static int run(const struct fuzzer *fuzzer, const char *folder, double seconds, uint64_t seed)
{
	char *report;
	const double end = seconds_now() + seconds;
	if (asprintf(&report, "%s/%s.report", folder, fuzzer->name) < 0)
		abort();
	FILE *file = fopen(report, "w");
	if (file == NULL) {
		fprintf(stderr, "fuzz: %s: %s\n", report, strerror(errno));
		return 2;
	}
	int status = 0;
	for (uint64_t start = 0; status == 0 && seconds_now() < end; start += BATCHES * BATCH) {
		fflush(stdout);
		const pid_t child = fork();
		if (child == 0)
			work(fuzzer, &options_small, seed, start, end, fileno(file));
		if (child < 0 || waitpid(child, &status, 0) < 0) {
			fprintf(stderr, "fuzz: %s\n", strerror(errno));
			return 2;
		}
	}
	fclose(file);
	if (status != 0)
		tell(fuzzer, folder, seed, status, report);
	const bool none = status == 0 && shared->succeeded == 0;
	printf("%s: seed %llu: %zu %s evaluated twice, %zu of them to the end, %zu at a limit: %s\n", fuzzer->name,
	       (unsigned long long)seed, shared->evaluated / 2 * fuzzer->units, fuzzer->unit,
	       shared->succeeded / 2 * fuzzer->units, shared->limited * fuzzer->units, status != 0 ? "1 fault" : none ? "it tries nothing: no case comes to its end" : "no fault");
	free(report);
	return status != 0 || none;
}

int fuzz(const struct fuzzer *fuzzer, int argc, char **argv)
{
	if (argc < 3 || argc > 4 || atof(argv[2]) <= 0) {
		fprintf(stderr, "Usage: %s BUILD_FOLDER SECONDS [SEED]\n", fuzzer->name);
		return 2;
	}
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		abort();
	const uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : (uint64_t)time(NULL);
	mkdir("build", 0777);
	mkdir("build/fuzz", 0777);
	return run(fuzzer, "build/fuzz", atof(argv[2]), seed);
}
