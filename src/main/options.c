/*
 * options.c - reads the command line with getopt_long and checks every value.
 */
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char options_help[] =
	"Usage: recur run SCRIPT [OPTION...]       run an experiment\n"
	"       recur run SCRIPT --list            show its parameters, axes and columns\n"
	"       recur --list                       show the experiments below lua/\n"
	"       recur claims SCRIPT... [OPTION...] put claims to the test on their datasets\n"
	"       recur draw FIGURE.gp -o FIGURE.svg draw a figure, by gnuplot\n"
	"       recur check FILE [OPTION...]       compute rows of a dataset again and compare their bytes\n"
	"       recur fresh FILE...                fail if one is not what its script, as it is now, gives\n"
	"\n"
	"For make: recur depends (what reads what), recur replicas CLAIMS... -o FILE (verdicts of several seeds in\n"
	"one table), recur results and recur verify (compare all results with data/checksums), recur checksums\n"
	"(write that file)\n"
	"\n"
	"  -o, --output FILE     write the data there, whole or not at all (default: standard output);\n"
	"                        finished points are kept in FILE.journal until then\n"
	"  -j, --jobs N          workers (default: one for each processor)\n"
	"      --set NAME=VALUE  change a parameter; of an axis also NAME=FIRST:LAST:POINTS or values\n"
	"                        with commas between\n"
	"      --runs N          independent runs for each grid point\n"
	"      --seed N          root seed of all random numbers\n"
	"      --quality WORD    full (default) or draft, as the script declares it\n"
	"      --dry-run         check everything, say what would be done, do nothing\n"
	"      --list            as above\n"
	"      --fresh           throw away the journal of an earlier, unfinished run\n"
	"      --set-aside       keep the journal of another run as FILE.journal.old and begin anew\n"
	"      --salvage         go on from the intact part of a damaged journal\n"
	"      --twice           compute every point a second time, in a fresh Lua state with another hash seed, and\n"
	"                        refuse the first that is not the same: its script depends on something else\n"
	"      --record FOLDER   note there what was made from what; do nothing where nothing has changed\n"
	"      --memory MB       what a worker's script may use (default: 512)\n"
	"      --instructions N  Lua instructions a grid point may take (default: 2000000000)\n"
	"      --data FOLDER     where datasets are read from (default: data)\n"
	"      --replicas FILE   dataset of the claims' verdicts from other seeds\n"
	"      --rows N          check so many grid points, chosen by chance (default: 5)\n"
	"      --row K           check the grid point of row K\n"
	"      --all             check all of them\n"
	"      --seconds S       check no more points than take so long on one processor, but one\n"
	"  -h, --help            this text\n"
	"      --version         versions of the program and of its numerics\n"
	"\n"
	"Ctrl-C stops within a second; the same command goes on from there. Exit status: 0 done,\n"
	"2 something is wrong, 130 interrupted. RECUR_SIMD=scalar|avx2|avx512 picks the instruction\n"
	"set; results do not depend on it, nor on the number of workers.\n";

enum { OPT_SET = 256, OPT_RUNS, OPT_SEED, OPT_QUALITY, OPT_DRY_RUN, OPT_LIST, OPT_FRESH, OPT_SALVAGE, OPT_SET_ASIDE,
       OPT_MEMORY, OPT_INSTRUCTIONS, OPT_DATA, OPT_RECORD, OPT_REPLICAS, OPT_ROWS, OPT_ROW, OPT_ALL,
       OPT_SECONDS, OPT_TWICE, OPT_VERSION };

static const struct option long_options[] = {
	{"output", required_argument, NULL, 'o'},
	{"jobs", required_argument, NULL, 'j'},
	{"help", no_argument, NULL, 'h'},
	{"set", required_argument, NULL, OPT_SET},
	{"runs", required_argument, NULL, OPT_RUNS},
	{"seed", required_argument, NULL, OPT_SEED},
	{"quality", required_argument, NULL, OPT_QUALITY},
	{"dry-run", no_argument, NULL, OPT_DRY_RUN},
	{"list", no_argument, NULL, OPT_LIST},
	{"fresh", no_argument, NULL, OPT_FRESH},
	{"salvage", no_argument, NULL, OPT_SALVAGE},
	{"set-aside", no_argument, NULL, OPT_SET_ASIDE},
	{"twice", no_argument, NULL, OPT_TWICE},
	{"record", required_argument, NULL, OPT_RECORD},
	{"memory", required_argument, NULL, OPT_MEMORY},
	{"instructions", required_argument, NULL, OPT_INSTRUCTIONS},
	{"data", required_argument, NULL, OPT_DATA},
	{"replicas", required_argument, NULL, OPT_REPLICAS},
	{"rows", required_argument, NULL, OPT_ROWS},
	{"row", required_argument, NULL, OPT_ROW},
	{"all", no_argument, NULL, OPT_ALL},
	{"seconds", required_argument, NULL, OPT_SECONDS},
	{"version", no_argument, NULL, OPT_VERSION},
	{0},
};

static bool whole(const char *name, const char *text, int64_t low, int64_t high, int64_t *value,
                  struct failure *failure)
{
	char *end;
	errno = 0;
	long long read = strtoll(text, &end, 10);
	if (*text == '\0' || *end != '\0' || errno != 0 || read < low || read > high)
		return fail(failure, "%s: expected a whole number from %lld to %lld, found \"%s\"", name,
		            (long long)low, (long long)high, text);
	*value = read;
	return true;
}

static bool read_quality(struct options *o, const char *text, struct failure *failure)
{
	if (strcmp(text, "full") != 0 && strcmp(text, "draft") != 0)
		return fail(failure, "--quality: expected full or draft, found \"%s\"", text);
	o->quality = text;
	return true;
}

static bool read_set(struct options *o, const char *text, struct failure *failure)
{
	const char *equals = strchr(text, '=');
	if (equals == NULL || equals == text || equals[1] == '\0')
		return fail(failure, "--set: expected NAME=VALUE, found \"%s\"", text);
	o->set[o->sets++] = text;
	return true;
}

static bool read_one(struct options *o, int which, const char *text, struct failure *failure)
{
	int64_t value = 0;
	bool ok = true;
	switch (which) {
	case 'o': o->output = text; break;
	case 'h': o->action = ACTION_HELP; break;
	case OPT_VERSION: o->action = ACTION_VERSION; break;
	case OPT_LIST: o->action = ACTION_LIST; break;
	case OPT_DRY_RUN: o->action = ACTION_DRY_RUN; break;
	case OPT_DATA: o->data = text; break;
	case OPT_REPLICAS: o->replicas = text; break;
	case OPT_FRESH: o->fresh = true; break;
	case OPT_ALL: o->all = true; break;
	case OPT_TWICE: o->twice = true; break;
	case OPT_ROWS: return whole("--rows", text, 1, 1000000, &o->rows, failure);
	case OPT_ROW: return whole("--row", text, 1, INT64_MAX, &o->row, failure);
	case OPT_SECONDS: return whole("--seconds", text, 1, 1000000, &o->seconds, failure);
	case OPT_SALVAGE: o->salvage = true; break;
	case OPT_SET_ASIDE: o->set_aside = true; break;
	case OPT_RECORD: o->record = text; break;
	case OPT_SET: return read_set(o, text, failure);
	case OPT_QUALITY: return read_quality(o, text, failure);
	case OPT_RUNS: return whole("--runs", text, 1, 1000000, &o->runs, failure);
	case OPT_SEED: return whole("--seed", text, 0, INT64_MAX, &o->seed, failure);
	case OPT_INSTRUCTIONS:
		return whole("--instructions", text, 1000, INT64_MAX, &o->instructions, failure);
	case 'j':
		ok = whole("--jobs", text, 1, 1024, &value, failure);
		o->jobs = (int)value;
		break;
	case OPT_MEMORY:
		ok = whole("--memory", text, 1, 1 << 20, &value, failure);
		o->memory_limit = (size_t)value << 20;
		break;
	}
	return ok;
}

/* Commands that are written in Lua, and what they are told. */
static const struct command {
	const char *name;
	bool takes_files, writes; /* -o is needed */
} lua_commands[] = {
	{"check", true, false},    {"claims", true, false},   {"draw", true, true},       {"fresh", true, false},    {"replicas", true, true},
	{"depends", false, false}, {"results", false, false},  {"verify", false, false},  {"checksums", false, false},
	{"list", false, false},
};

static const struct command *find_command(const char *word)
{
	for (size_t i = 0; i < sizeof lua_commands / sizeof *lua_commands; i++)
		if (strcmp(word, lua_commands[i].name) == 0)
			return &lua_commands[i];
	return NULL;
}

static bool read_operands(struct options *o, int argc, char **argv, struct failure *failure)
{
	if (o->action == ACTION_HELP || o->action == ACTION_VERSION)
		return true;
	if (optind == argc && o->action != ACTION_LIST)
		return fail(failure, "expected a command: recur run SCRIPT, or recur --help");
	o->command = optind < argc ? argv[optind] : "list";
	const bool runs = strcmp(o->command, "run") == 0;
	const struct command *command = find_command(o->command);
	if (!runs && command == NULL)
		return fail(failure, "unknown command \"%s\"; known: run, check, claims, draw, fresh, depends, replicas, results, "
		                     "verify, checksums (see recur --help)", o->command);
	o->file = argv + optind + 1;
	o->files = optind < argc ? argc - optind - 1 : 0;
	if ((runs || command->takes_files) && o->files == 0)
		return fail(failure, "%s: expected a %s", o->command,
		            runs || strcmp(o->command, "claims") == 0 ? "script" : "file");
	if (!runs && !command->takes_files && o->files > 0)
		return fail(failure, "%s: expected nothing more, found \"%s\"", o->command, o->file[0]);
	if (runs && o->files > 1)
		return fail(failure, "run: expected one script, found several");
	if (!runs && o->action != ACTION_RUN && optind < argc)
		return fail(failure, "%s: there is nothing to list or to try", o->command);
	if (o->output == NULL && ((runs && o->record != NULL) || (!runs && command->writes)))
		return fail(failure, "%s: expected an output file (-o)", o->command);
	if (strcmp(o->command, "check") == 0 && (o->files > 1 || (o->rows >= 0) + (o->row >= 0) + o->all > 1))
		return fail(failure, "check: expected one file, and one of --rows, --row, --all");
	if (!runs && o->twice)
		return fail(failure, "%s: --twice is for a run", o->command);
	if (!runs)
		o->action = strcmp(o->command, "check") == 0 ? ACTION_CHECK : ACTION_COMMAND;
	return true;
}

bool options_read(struct options *options, int argc, char **argv, struct failure *failure)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	*options = (struct options){
		.action = ACTION_RUN,
		.quality = "full",
		.runs = -1,
		.seed = -1,
		.rows = -1,
		.row = -1,
		.seconds = -1,
		.jobs = processors > 0 ? (int)processors : 1,
		.memory_limit = (size_t)512 << 20,
		.instructions = 2000000000,
		.set = calloc((size_t)argc, sizeof *options->set),
	};
	if (options->set == NULL)
		return fail(failure, "not enough memory");
	opterr = 0;
	int which;
	while ((which = getopt_long(argc, argv, ":o:j:h", long_options, NULL)) != -1) {
		if (which == ':')
			return fail(failure, "%s: expected a value", argv[optind - 1]);
		if (which == '?')
			return fail(failure, "unknown option %s (see recur --help)", argv[optind - 1]);
		if (!read_one(options, which, optarg, failure))
			return false;
	}
	if (options->fresh + options->salvage + options->set_aside > 1)
		return fail(failure, "--fresh, --salvage and --set-aside: choose one");
	return read_operands(options, argc, argv, failure);
}

void options_free(struct options *options) { free(options->set); }
