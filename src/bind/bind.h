/*
 * bind.h - what the binding's files share: the types by name, the context of a Lua state, and
 * checking of arguments. Each type or module has a file of its own and one opening function here.
 *
 * The order inside a binding is always: check every argument, create the userdata, call the kernel,
 * push or raise. All memory lies inside userdata, that of results and that which the kernel works with (core/work.h): so
 * the collector sees its size, a limit of memory holds for all of it, and nothing is lost if an error is raised.
 */
#ifndef RECUR_BIND_H
#define RECUR_BIND_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>

#include "../core/coding.h"
#include "../core/network.h"
#include "../core/series.h"
#include "../core/trajectory.h"
#include "../core/work.h"

/* --- context: one for each Lua state, kept in its registry ------------------------------------ */

/* What reaches a script from outside of its text and its seed. A script can catch the error that tells it, but what it
 * makes from then on is no result: the program looks at the event before it keeps one. */
enum event {
	EVENT_NONE,
	EVENT_STOP,         /* a signal, or a failure elsewhere */
	EVENT_NO_MEMORY,    /* the system refused some */
	EVENT_MEMORY_LIMIT, /* more than --memory */
	EVENT_INSTRUCTIONS, /* more than --instructions */
	EVENT_FILE          /* one that cannot be read */
};

struct context {
	struct work work;           /* handed to the kernel */
	struct interrupt interrupt; /* asked by the kernel; by default watches for a debug hook */
	size_t memory_limit;        /* bytes a script may use; 0: unknown */
	enum event event;           /* the first one */
	char event_text[512];       /* what to say of it; empty: what its error says */
	lua_State *main_thread;
	lua_Hook hook_at_call;      /* of the main thread, when the kernel was entered */
};

/* The context of this state, made at the first call: the best instruction set, or the one named in
 * RECUR_SIMD. Raises an error if the processor cannot run it. */
struct context *context_of(lua_State *L);
/* Notes an event, unless there was one before. */
void context_event(lua_State *L, enum event event);
/* The same, and what to say of it. */
void context_event_text(lua_State *L, enum event event, const char *text);
/* Raises what a kernel status other than STATUS_OK means. */
void context_check(lua_State *L, enum status status);

/* --- memory ------------------------------------------------------------------------------------- */

/* All that follow raise an error that names `what` if it does not fit into what the state may use. */

/* Pushes a userdata of so many bytes. */
void *memory_push(lua_State *L, size_t bytes, const char *what);
/* Pushes a userdata that begins with `header` bytes, to which this returns a pointer, and has as much memory behind them as
 * was taken from the arena while it measured; the arena is now one of this memory, from which the same is to be taken
 * again. */
void *object_push(lua_State *L, struct arena *arena, size_t header, int user_values, const char *what);

/* What the kernel works with, for calls that begin now. Each call is made through KERNEL, which makes it twice, with the
 * same `work`: to measure its memory, then with that memory, which is pushed on the stack and stays there. Returns the
 * status of the second. */
struct work *context_work(lua_State *L);
#define KERNEL(L, work, what, call) \
	((work)->arena = (struct arena){0}, (void)(call), work_provide((L), (work), (what)), (call))
void work_provide(lua_State *L, struct work *work, const char *what);

/* --- arguments --------------------------------------------------------------------------------- */

/* One named option of a function that takes a table. Its range is that of the parameter of the same
 * name (parameters.c). */
struct keyword {
	const char *name;
	enum { KEYWORD_REAL, KEYWORD_WHOLE, KEYWORD_CHOICE, KEYWORD_FLAG, KEYWORD_VALUE } kind;
	bool required;
	void *into;                 /* double *, size_t *, int * (index of the choice), bool *, or int * (whether
	                               given: the value itself is left to the caller) */
	const char *const *choices; /* of KEYWORD_CHOICE, NULL-terminated */
};

/* Reads the table at index 2 (a method's or a call's argument) into the keywords, a list ended by a NULL
 * name. Unknown keys, missing ones and values of the wrong type or range raise errors that name the
 * key, what was found and what was expected. */
void keywords_read(lua_State *L, int table, const char *function, const struct keyword *keywords);

#define KEYWORDS_MOST 32 /* in a list of keywords */

/* What is wrong with the value at index as parameter `name`: pushes "expected ..., found ..." and
 * returns true; pushes nothing and returns false if it is right or the name is not a known one. */
bool parameter_wrong(lua_State *L, const char *name, int index);
/* What the parameter `name` is; NULL if it is not a known one. */
const char *parameter_meaning(const char *name);
/* Pushes how the value at index reads in an error message: 3, "3" (a string), a table, ... */
void value_push_text(lua_State *L, int index);
/* How many bytes the character at p takes, `left` being there: 0 if it is none of UTF-8 or a control character. */
size_t character_length(const unsigned char *p, size_t left);
/* Whether the value at index is that string, all of it: one with a NUL in it does not end there. */
bool string_is(lua_State *L, int index, const char *text);
/* Whether the table at index is a list without holes and without other keys, and how many entries it has; pushes what is
 * odd if not: "the key x", "a hole in it". */
bool list_length(lua_State *L, int index, size_t *count);
/* How many entries the list at index has; raises an error that names `what` if it is not a list in this sense. */
size_t list_check(lua_State *L, int index, const char *function, const char *what);
/* The whole number at argument `arg` of a method, in [low, high]; the second: `initial` if absent. */
size_t argument_whole(lua_State *L, int arg, const char *name, size_t low, size_t high);
size_t argument_whole_or(lua_State *L, int arg, const char *name, size_t initial, size_t low,
                         size_t high);

#define MATRIX_NEURONS 65536 /* rows of a matrix, at most */

/* Reads a list of `count` finite numbers at the top of the stack into row and pops it; errors name
 * `what` and the entry. */
void row_read(lua_State *L, const char *function, const char *what, size_t count, double *row);
/* Pushes a userdata that holds the N × N doubles of the list of rows at index, row by row: square,
 * finite, 1 to MATRIX_NEURONS rows; errors name the row and the entry. Returns the doubles. */
double *matrix_check(lua_State *L, int index, const char *function, size_t *neurons);

/* --- types ------------------------------------------------------------------------------------- */

#define RNG_TYPE "recur.rng"
#define STREAM_TYPE "recur.stream"
#define NETWORK_TYPE "recur.network"
#define PATH_TYPE "recur.path"
#define BOLTZMANN_TYPE "recur.boltzmann"
#define CHAIN_TYPE "recur.chain"
#define TRAJECTORY_TYPE "recur.trajectory"
#define EVOLUTION_TYPE "recur.evolution"

struct stream_name *rng_check(lua_State *L, int arg);
/* Pops the value of option "rng" in the table at index: a recur.rng. */
struct stream_name rng_option(lua_State *L, int table, const char *function);

/* --- weights ----------------------------------------------------------------------------------- */

extern const char *const storage_names[]; /* of the option "storage": in the order of enum weights_storage */

/* Pushes an object of `header` bytes that begins with weights, which have room but are still to be built; kind: what
 * messages call it. */
struct weights *weights_push(lua_State *L, size_t header, size_t neurons, int storage, const char *kind);
/* The same with weights drawn from an ensemble. */
struct weights *weights_push_drawn(lua_State *L, size_t header, size_t neurons, int storage, const char *kind,
                                   const struct ensemble *ensemble, struct stream_name name);
/* Pushes a userdata that holds the weights, N × N, row by row. */
double *weights_push_matrix(lua_State *L, const struct weights *weights);
/* Pushes them as a list of rows. Returns 1. */
int weights_push_rows(lua_State *L, const struct weights *weights);
/* Raises an error unless a run's transient is shorter than the run. */
void run_check(lua_State *L, const char *function, size_t steps, size_t transient);

/* --- recordings -------------------------------------------------------------------------------- */

/* Pushes a path with room for the recording, which is filled in to be handed to network_run; its network, of these weights,
 * is the value at index `network`. coupling: NULL for a free run. */
void path_push(lua_State *L, int network, const struct weights *weights, const struct stream_name *name,
               const double *coupling, struct recording *recording);
/* To be called once the run is over: finds out what rounding may have done to the states of the path on top. */
void path_finish(lua_State *L);

/* The same from a list of connections { to, from, weight }; all other weights are 0. */
double *connections_check(lua_State *L, int index, const char *function, size_t neurons);
/* Pushes the N × N doubles of a matrix as a list of rows. */
void matrix_push(lua_State *L, const double *matrix, size_t neurons);

extern const char *const coding_names[]; /* "signs", "bits", NULL: in the order of enum coding */

/* Pushes the exact chain of a machine that is not too large; raises an error if there is none (see
 * markov.h). */
void chain_push(lua_State *L, const char *function, const double *matrix, size_t neurons, enum coding coding,
                bool plain);
/* Raises an error if the machine is too large for an exact chain; `instead` says what is left to do. */
void chain_refuse(lua_State *L, const char *function, size_t neurons, enum coding coding,
                  const char *instead);
/* Raises the error that the weights are too strong for an exact chain. */
void chain_too_strong(lua_State *L, const char *function);

/* Pushes a trajectory with room for the states, to be handed to boltzmann_run. */
const struct trajectory *trajectory_push(lua_State *L, size_t neurons, enum coding coding, size_t chains, size_t steps);

/* The trajectory that argument `arg` is; an error if it is none, or not one of a machine like that. */
const struct trajectory *trajectory_argument(lua_State *L, int arg, size_t neurons, enum coding coding);

/* Pushes the attractors of a machine as a table: mean_period, ties, count; entries 1 ... count with
 * state, period, basin, by growing state; and, if `successors`, the list successor, where that of
 * state x stands at x + 1. See attractors.h. The matrix is finite and lies in memory that the
 * collector keeps meanwhile; neurons from 1 to ATTRACTORS_NEURONS, which the caller has checked.
 * Returns 1. */
int attractors_push(lua_State *L, const double *matrix, size_t neurons, enum coding coding,
                    bool successors);

/* A function or method that scripts call, by its form: "weight(m, n)", "child(label, ...)", "run { steps, rng }". The form
 * gives its name, how many arguments it takes at most (a surplus one is an error), and what messages call it. */
struct function {
	const char *form;
	lua_CFunction call;
};

/* Creates the metatable of the type "recur.NAME": metamethods, and methods behind __index, where a name that does not
 * exist is an error. Both lists end with a NULL. */
void type_register(lua_State *L, const char *name, const luaL_Reg *meta, const struct function *methods);
/* Adds functions to the module table on the top. */
void module_register(lua_State *L, const struct function *functions);

/* From now on it is an error to look for a name that the table on the top does not have: "OWNER: unknown KIND ...". */
void names_close(lua_State *L, const char *owner, const char *kind);
/* Pushes "unknown KIND "x" (did you mean y?); known KINDs: y, z", where x is the value at index key. */
void names_push_unknown(lua_State *L, const char *kind, int key, const char *const *names, size_t count);
/* The same where the names are the strings among the keys of a table, which are listed in the order of their bytes. */
void names_push_unknown_of(lua_State *L, const char *kind, int key, int table);

void rng_open(lua_State *L);     /* each adds its functions to the module table on the top */
void network_open(lua_State *L);
void path_open(lua_State *L);
void numbers_open(lua_State *L);
void statistics_open(lua_State *L);
void rooks_open(lua_State *L);
void maps_open(lua_State *L);
void boltzmann_open(lua_State *L);
void chain_open(lua_State *L);
void trajectory_open(lua_State *L);
void evolution_type_open(lua_State *L);
/* Pushes a table of the functions that only the library's Lua files may call. */
void private_api_push(lua_State *L);

/* The Lua part of the library: sources built in, run once. Adds to the module table on the top. What
 * the files share but scripts must not see stands in a private table in the registry. */
void library_open(lua_State *L);
/* What only the program has: sealed scripts, sessions with them, and commands. The module table is on the top;
 * host_open pushes the functions by which they reach files. Pushes the private table, which holds the session
 * functions. Changes the string library. */
void library_open_session(lua_State *L, lua_CFunction host_open);

int luaopen_recur(lua_State *L);

/* Version of the results: goes into every data file, changes only when results are meant to. */
#define RECUR_NUMERICS 2
/* Version of the program, and a hash of all its sources (version.c). */
extern const char recur_version[], recur_sources[];

#endif
