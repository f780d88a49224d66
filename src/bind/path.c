/*
 * path.c - recur.path: what a network did over time, and all that is measured on it.
 *
 * States are s(1) ... s(T) after the transient; input t is the one that led to state t. Series cut
 * into bits are kept with the path once a measure needs them.
 */
#include "bind.h"

#include <math.h>
#include <string.h>

#include "../core/classes.h"
#include "../core/dynamics.h"
#include "../core/observation.h"
#include "../core/saturation.h"

enum { USER_OWNER = 1, USER_STATE_BITS, USER_INPUT_BITS, USER_VALUES = 3 };

enum path_kind { PATH_OF_RUN, PATH_OF_DEPARTURES, PATH_OBSERVED };

/* What a path points at lives as long as it does: its owner, a user value, is the network or, of departures and of
 * what was observed, the path they were taken of, which has the inputs too. */
struct path {
	const struct weights *weights;
	struct stream_name name; /* coins and tangent vectors are named below it */
	double coupling;
	size_t steps;
	double *states, *inputs; /* steps + 1 rows each; inputs NULL in a free run */
	double *rounding;        /* the spread that rounding may give each neuron; see core/rounding.h */
	double *unit;            /* of departures: what one of 1 is in states, neuron by neuron; else not to be read */
	enum path_kind kind;     /* what the states are */
};

static struct path path_lay(struct arena *arena, size_t steps, bool has_inputs, size_t stride)
{
	return (struct path){
		.steps = steps,
		.states = arena_take(arena, (steps + 1) * stride, sizeof(double)),
		.inputs = has_inputs ? arena_take(arena, (steps + 1) * stride, sizeof(double)) : NULL,
		.rounding = arena_take(arena, stride, sizeof(double)),
		.unit = arena_take(arena, stride, sizeof(double)),
	};
}

/* Pushes a path of this network with room for its rows, not yet of the type: the rest is to be filled in. */
static struct path *push_room(lua_State *L, size_t steps, bool has_inputs, const struct weights *weights)
{
	struct arena arena = {0};
	path_lay(&arena, steps, has_inputs, weights->stride);
	struct path *path = object_push(L, &arena, sizeof *path, USER_VALUES,
	                                lua_pushfstring(L, "a path of %I steps of %I neurons", (LUAI_UACINT)steps,
	                                                (LUAI_UACINT)weights->neurons));
	*path = path_lay(&arena, steps, has_inputs, weights->stride);
	path->weights = weights;
	return path;
}

void path_push(lua_State *L, int network, const struct weights *weights, const struct stream_name *name,
               const double *coupling, struct recording *recording)
{
	struct path *path = push_room(L, recording->steps, coupling != NULL, weights);
	path->name = *name;
	path->coupling = coupling != NULL ? *coupling : 0;
	recording->states = path->states;
	recording->inputs = path->inputs;
	lua_pushvalue(L, network);
	lua_setiuservalue(L, -2, USER_OWNER);
	luaL_setmetatable(L, PATH_TYPE);
}

void path_finish(lua_State *L)
{
	struct path *path = luaL_checkudata(L, -1, PATH_TYPE);
	const struct recording recording = {.steps = path->steps, .states = path->states, .inputs = path->inputs};
	struct work *work = context_work(L);
	const int place = lua_gettop(L);
	context_check(L, KERNEL(L, work, "a path", rounding_spreads(path->weights, path->coupling, &recording, work, NULL,
	                                                            path->rounding)));
	lua_settop(L, place);
}

static struct path *path_check(lua_State *L) { return luaL_checkudata(L, 1, PATH_TYPE); }

/* For what depends on the size of the states. */
static struct path *path_check_states(lua_State *L)
{
	struct path *path = path_check(L);
	luaL_argcheck(L, path->kind != PATH_OF_DEPARTURES, 1,
	              "expected the path of a run, found its departures, of which only correlations and "
	              "informations are those of the run");
	return path;
}

/* For what needs to go on from the states. */
static struct path *path_check_run(lua_State *L)
{
	struct path *path = path_check_states(L);
	luaL_argcheck(L, path->kind != PATH_OBSERVED, 1, "expected the path of a run, found what was observed of one");
	return path;
}

static struct path *path_check_driven(lua_State *L)
{
	struct path *path = path_check(L);
	luaL_argcheck(L, path->inputs != NULL, 1, "expected the path of a driven run, found a free one");
	return path;
}

static struct series recorded(const struct path *path, const double *rows)
{
	const struct weights *w = path->weights;
	return (struct series){rows + w->stride, w->neurons, w->stride, path->steps, NULL};
}

static struct series states(const struct path *path)
{
	struct series s = recorded(path, path->states);
	s.rounding = path->rounding;
	return s;
}

static struct series inputs(const struct path *path) { return recorded(path, path->inputs); }

/* Pushes a path with the run's name and inputs, whose owner is the path at index 1; its states are to be filled in. */
static struct path *push_derived(lua_State *L, const struct path *path, enum path_kind kind)
{
	struct path *found = push_room(L, path->steps, false, path->weights);
	memset(found->rounding, 0, path->weights->stride * sizeof *found->rounding);
	found->name = path->name;
	found->inputs = path->inputs;
	found->kind = kind;
	lua_pushvalue(L, 1);
	lua_setiuservalue(L, -2, USER_OWNER);
	luaL_setmetatable(L, PATH_TYPE);
	return found;
}

/* path:departures(): the path as departures from saturation, for measures that do not depend on the size of
 * the states: correlations and informations are then those of states with all their digits. */
static int path_departures(lua_State *L)
{
	struct path *path = path_check_run(L);
	lua_settop(L, 1);
	struct work *work = context_work(L);
	struct path *found = push_derived(L, path, PATH_OF_DEPARTURES);
	const int place = lua_gettop(L);
	struct recording recording = {.steps = path->steps, .states = path->states, .inputs = path->inputs};
	context_check(L, KERNEL(L, work, "path:departures",
	                        saturation_departures(path->weights, path->coupling, &recording, work, found->states,
	                                        found->rounding, found->unit)));
	lua_settop(L, place);
	return 1;
}

/* path:observed { noise, rng } or { precision = "single" }: what a measuring device shows of the states, with noise of
 * its own added to each neuron at each step, or with 24 bits of them. Whatever then varies moves. Of departures, noise
 * is as large beside them as it is beside the states: so a device may show less than double precision rounds away. */
static int path_observed(lua_State *L)
{
	static const char *const precisions[] = {"double", "single", NULL};
	const char *function = "path:observed";
	struct path *path = path_check(L);
	if (path->kind != PATH_OF_DEPARTURES)
		path_check_run(L);
	double noise = 0;
	int rng = 0, precision = 0;
	const struct keyword keywords[] = {
		{.name = "noise", KEYWORD_REAL, false, &noise},
		{.name = "precision", KEYWORD_CHOICE, false, &precision, precisions},
		{.name = "rng", KEYWORD_VALUE, false, &rng},
		{0},
	};
	lua_settop(L, 2);
	keywords_read(L, 2, function, keywords);
	if ((noise > 0) == (precision == 1))
		luaL_error(L, "%s: expected either noise above 0, and rng, or precision = \"single\"", function);
	if ((noise > 0) != (rng != 0))
		luaL_error(L, "%s: rng: expected together with noise", function);
	if (precision == 1)
		path_check_run(L);
	struct stream_name name = noise > 0 ? rng_option(L, 2, function) : path->name;
	struct work *work = context_work(L);
	struct path *found = push_derived(L, path, PATH_OBSERVED);
	const int place = lua_gettop(L);
	const size_t stride = path->weights->stride;
	struct series seen = recorded(path, path->states);
	memcpy(found->states, path->states, stride * sizeof *found->states);
	const double *unit = path->kind == PATH_OF_DEPARTURES ? path->unit : NULL;
	if (noise > 0)
		context_check(L, KERNEL(L, work, function, observation_noisy(seen, unit, noise, stream_child(name, "observer", 8),
		                                                             work, found->states + stride)));
	else
		observation_single(seen, found->states + stride);
	lua_settop(L, place);
	return 1;
}

/* A lag argument: at least two pairs must be left. */
static size_t check_lag(lua_State *L, const struct path *path, size_t initial)
{
	luaL_argcheck(L, path->steps > initial + 1, 1, "expected more recorded steps");
	return argument_whole_or(L, 2, "lag", initial, 0, path->steps - 2);
}

/* What a measure takes besides its path: a lag, or a table of options with one in it, which then takes its place. */
static size_t read_options(lua_State *L, const struct path *path, const char *function, size_t initial,
                           const struct keyword *keywords)
{
	if (lua_istable(L, 2)) {
		keywords_read(L, 2, function, keywords);
		lua_getfield(L, 2, "lag");
		lua_replace(L, 2);
	}
	return check_lag(L, path, initial);
}

/* Pushes what an error of memory calls a measure. */
static const char *push_what(lua_State *L, const struct path *path, const char *method)
{
	return lua_pushfstring(L, "path:%s of %I steps of %I neurons", method, (LUAI_UACINT)path->steps,
	                       (LUAI_UACINT)path->weights->neurons);
}

/* path:fluctuation(): the mean over neurons of the temporal standard deviation. */
static int path_fluctuation(lua_State *L)
{
	struct path *path = path_check_states(L);
	struct work *work = context_work(L);
	const char *what = push_what(L, path, "fluctuation");
	double value = 0;
	context_check(L, KERNEL(L, work, what, series_fluctuation(states(path), work, &value)));
	lua_pushnumber(L, value);
	return 1;
}

/* path:moving(): how many neurons move, which are those that are not at rest; a driven neuron whose correlations have a
 * floor of chance is one of them. */
static int path_moving(lua_State *L)
{
	struct path *path = path_check(L);
	struct series s = states(path);
	struct work *work = context_work(L);
	double *offset = lua_newuserdatauv(L, s.stride * sizeof *offset, 0);
	bool *moves = lua_newuserdatauv(L, s.stride * sizeof *moves, 0);
	context_check(L, KERNEL(L, work, "path:moving", series_offsets(s, work, offset, moves)));
	lua_Integer count = 0;
	for (size_t i = 0; i < s.count; i++)
		count += moves[i];
	lua_pushinteger(L, count);
	return 1;
}

/* The mean of |r| over all pairs instead of the root of that of r^2. */
static double mean_size(const double *r, size_t pairs)
{
	double sum = 0;
	for (size_t i = 0; i < pairs; i++)
		sum += fabs(r[i]);
	return sum / (double)pairs;
}

static int correlation(lua_State *L, struct path *path, const char *function, struct series u, size_t initial)
{
	static const char *const means[] = {"rms", "absolute", NULL};
	int lag_given = 0, mean = 0;
	const struct keyword keywords[] = {{.name = "lag", KEYWORD_VALUE, false, &lag_given},
	                                   {.name = "mean", KEYWORD_CHOICE, false, &mean, means},
	                                   {0}};
	size_t lag = read_options(L, path, function, initial, keywords);
	struct work *work = context_work(L);
	struct series v = states(path);
	const char *what = push_what(L, path, function + strlen("path:"));
	const size_t pairs = u.count * v.count;
	double *r = mean == 1 ? memory_push(L, pairs * sizeof *r, what) : NULL, value = 0;
	context_check(L, KERNEL(L, work, what, series_correlation(u, v, lag, work, r, &value)));
	lua_pushnumber(L, mean == 1 ? mean_size(r, pairs) : value);
	return 1;
}

/* path:recurrence_correlation { lag = 1, mean = "rms" }, or (lag): correlation of s(t) and s(t + lag) over all pairs of
 * neurons, C_ss: the root of the mean square of Pearson's coefficients, or the mean of their sizes ("absolute"). */
static int path_recurrence_correlation(lua_State *L)
{
	struct path *path = path_check(L);
	return correlation(L, path, "path:recurrence_correlation", states(path), 1);
}

/* path:import_correlation { lag = 0, mean = "rms" }, or (lag): the same of an input and the state it led to (lag 0) or a
 * later one, C_xs. */
static int path_import_correlation(lua_State *L)
{
	struct path *path = path_check_driven(L);
	return correlation(L, path, "path:import_correlation", inputs(path), 0);
}

/* The bits of a series, cut at the first need and kept as user value `slot`. */
static struct bits cut(lua_State *L, struct path *path, const char *method, int slot, struct series s,
                       const char *label)
{
	struct bits *kept = lua_getiuservalue(L, 1, slot) == LUA_TNIL ? NULL : lua_touserdata(L, -1);
	lua_pop(L, 1);
	if (kept != NULL)
		return *kept;
	struct work *work = context_work(L);
	struct arena arena = {0};
	bits_lay(&arena, s.count, s.steps);
	const char *what = push_what(L, path, method);
	kept = object_push(L, &arena, sizeof *kept, 0, what);
	const int place = lua_gettop(L);
	*kept = bits_lay(&arena, s.count, s.steps);
	struct stream_name coins = stream_child(path->name, label, strlen(label));
	context_check(L, KERNEL(L, work, what, bits_from_series(s, coins, work, kept)));
	lua_settop(L, place);
	lua_setiuservalue(L, 1, slot);
	return *kept;
}

static struct bits state_bits(lua_State *L, struct path *path, const char *method)
{
	return cut(L, path, method, USER_STATE_BITS, states(path), "state coins");
}

static int push_information(lua_State *L, struct information mean)
{
	lua_pushnumber(L, mean.plug_in);
	lua_pushnumber(L, mean.miller_madow);
	return 2;
}

static int information_of_bits(lua_State *L, const struct path *path, const char *method, struct bits u, struct bits v,
                               size_t lag)
{
	struct work *work = context_work(L);
	const char *what = push_what(L, path, method);
	struct information mean = {0};
	context_check(L, KERNEL(L, work, what, bits_information(u, v, lag, work, &mean)));
	return push_information(L, mean);
}

/* Pushes the classes of a series. */
static const struct classes *push_classes(lua_State *L, struct series s, enum cut cut, size_t count, const char *what)
{
	struct work *work = context_work(L);
	struct arena arena = {0};
	classes_lay(&arena, s.count, s.steps, count);
	struct classes *classes = object_push(L, &arena, sizeof *classes, 0, what);
	*classes = classes_lay(&arena, s.count, s.steps, count);
	context_check(L, KERNEL(L, work, what, classes_from_series(s, cut, work, classes)));
	return classes;
}

static int information_of_classes(lua_State *L, const struct path *path, const char *method, struct series u,
                                  size_t lag, enum cut cut, size_t count)
{
	const char *what = push_what(L, path, method);
	const struct classes *later = push_classes(L, states(path), cut, count, what);
	const struct classes *earlier = push_classes(L, u, cut, count, what);
	struct information mean = {0};
	context_check(L, classes_information(earlier, later, lag, context_work(L), &mean));
	return push_information(L, mean);
}

/* Cuts are as enum cut, one further: at the mean, into bits, which are kept. */
static int information(lua_State *L, struct path *path, const char *function, bool import)
{
	static const char *const cuts[] = {"mean", "median", "quantiles", "widths", NULL};
	const char *method = function + strlen("path:");
	int lag_given = 0, cut_name = 0;
	size_t classes = 0;
	const struct keyword keywords[] = {{.name = "classes", KEYWORD_WHOLE, false, &classes},
	                                   {.name = "cut", KEYWORD_CHOICE, false, &cut_name, cuts},
	                                   {.name = "lag", KEYWORD_VALUE, false, &lag_given},
	                                   {0}};
	size_t lag = read_options(L, path, function, import ? 0 : 1, keywords);
	if (cut_name < 2 && classes > 2)
		luaL_error(L, "%s: classes: expected 2 with cut = \"%s\", found %I", function, cuts[cut_name],
		           (LUAI_UACINT)classes);
	if (cut_name > 0)
		return information_of_classes(L, path, method, import ? inputs(path) : states(path), lag,
		                              cut_name == 3 ? CUT_WIDTHS : CUT_QUANTILES, classes > 0 ? classes : 2);
	struct bits s = state_bits(L, path, method);
	struct bits u = import ? cut(L, path, method, USER_INPUT_BITS, inputs(path), "input coins") : s;
	return information_of_bits(L, path, method, u, s, lag);
}

/* path:recurrence_information { lag = 1, classes = 2, cut = "mean" }, or (lag): the mean over all pairs of neurons of the
 * mutual information of s(t) and s(t + lag) in bits, plug-in and Miller-Madow corrected, I_ss. Each series is cut at its
 * mean, with a coin for what equals it; at its median; into classes of equal numbers ("quantiles") or widths. */
static int path_recurrence_information(lua_State *L)
{
	return information(L, path_check(L), "path:recurrence_information", false);
}

/* path:import_information { lag = 0, classes = 2, cut = "mean" }, or (lag): the same of input and state, I_xs. */
static int path_import_information(lua_State *L)
{
	return information(L, path_check_driven(L), "path:import_information", true);
}

/* path:autocorrelation(lag): the mean over neurons of the Pearson coefficient of s_m(t) and
 * s_m(t + lag). */
static int path_autocorrelation(lua_State *L)
{
	struct path *path = path_check(L);
	luaL_argcheck(L, !lua_isnoneornil(L, 2), 2, "lag: expected a whole number, found nothing");
	size_t lag = check_lag(L, path, 0);
	struct work *work = context_work(L);
	const char *what = push_what(L, path, "autocorrelation");
	double mean = 0;
	context_check(L, KERNEL(L, work, what, series_autocorrelation(states(path), lag, work, &mean)));
	lua_pushnumber(L, mean);
	return 1;
}

static struct lyapunov lyapunov(lua_State *L, struct path *path)
{
	struct work *work = context_work(L);
	const char *what = push_what(L, path, "lyapunov");
	struct lyapunov found = {0};
	context_check(L, KERNEL(L, work, what, dynamics_lyapunov(path->weights, path->states, path->steps, path->name, work,
	                                                     &found)));
	return found;
}

/* path:lyapunov(): the largest Lyapunov exponent per step, conditional on the input if driven, and its standard error;
 * the latter is infinite for paths of less than 44 steps. */
static int path_lyapunov(lua_State *L)
{
	const struct lyapunov found = lyapunov(L, path_check_run(L));
	lua_pushnumber(L, found.exponent);
	lua_pushnumber(L, found.error);
	return 2;
}

/* path:regime(): "fixed point", "periodic", "chaotic" or "other", and the period (0 if none). */
static int path_regime(lua_State *L)
{
	static const char *const names[] = {"fixed point", "periodic", "chaotic", "other"};
	struct path *path = path_check_run(L);
	size_t period = 0;
	const struct lyapunov found = lyapunov(L, path);
	enum regime regime = dynamics_regime(states(path), &found, &period);
	lua_pushstring(L, names[regime]);
	lua_pushinteger(L, (lua_Integer)period);
	return 2;
}

/* path:recurrence_distances(): for each recorded step the distance to the nearest earlier state, root
 * mean square over neurons; infinite for the first. */
static int path_recurrence_distances(lua_State *L)
{
	struct path *path = path_check_run(L);
	double *nearest = lua_newuserdatauv(L, path->steps * sizeof *nearest, 0);
	context_check(L, dynamics_recurrence_distances(states(path), context_work(L), nearest));
	lua_createtable(L, (int)path->steps, 0);
	for (size_t t = 0; t < path->steps; t++) {
		lua_pushnumber(L, nearest[t]);
		lua_rawseti(L, -2, (lua_Integer)t + 1);
	}
	return 1;
}

static int push_row(lua_State *L, struct path *path, struct series s)
{
	size_t t = argument_whole(L, 2, "step", 1, path->steps);
	const double *row = s.rows + (t - 1) * s.stride;
	lua_createtable(L, (int)s.count, 0);
	for (size_t i = 0; i < s.count; i++) {
		lua_pushnumber(L, row[i]);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	return 1;
}

/* path:state(t): the state at recorded step t, 1 ... #path; path:input(t): the input before it. */
static int path_state(lua_State *L)
{
	struct path *path = path_check_states(L);
	return push_row(L, path, states(path));
}

static int path_input(lua_State *L)
{
	struct path *path = path_check_driven(L);
	return push_row(L, path, inputs(path));
}

static int path_length(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)path_check(L)->steps);
	return 1;
}

static int path_tostring(lua_State *L)
{
	struct path *path = path_check(L);
	lua_pushfstring(L, "recur.path of %I steps of %I neurons, %s%s", (LUAI_UACINT)path->steps,
	                (LUAI_UACINT)path->weights->neurons,
	                path->inputs != NULL ? "driven" : "free",
	                path->kind == PATH_OF_DEPARTURES ? ", departures from saturation"
	                : path->kind == PATH_OBSERVED    ? ", as observed"
	                                                 : "");
	return 1;
}

void path_open(lua_State *L)
{
	static const luaL_Reg meta[] = {
		{"__tostring", path_tostring}, {"__len", path_length}, {NULL, NULL}};
	static const struct function methods[] = {{"fluctuation()", path_fluctuation},
	                                   {"moving()", path_moving},
	                                   {"recurrence_correlation { lag = 1, mean = \"rms\" }", path_recurrence_correlation},
	                                   {"import_correlation { lag = 0, mean = \"rms\" }", path_import_correlation},
	                                   {"recurrence_information { lag = 1, classes = 2, cut = \"mean\" }",
	                                    path_recurrence_information},
	                                   {"import_information { lag = 0, classes = 2, cut = \"mean\" }",
	                                    path_import_information},
	                                   {"autocorrelation(lag)", path_autocorrelation},
	                                   {"departures()", path_departures},
	                                   {"observed { noise, rng }", path_observed},
	                                   {"lyapunov()", path_lyapunov},
	                                   {"regime()", path_regime},
	                                   {"recurrence_distances()", path_recurrence_distances},
	                                   {"state(step)", path_state},
	                                   {"input(step)", path_input},
	                                   {NULL, NULL}};
	type_register(L, PATH_TYPE, meta, methods);
}
