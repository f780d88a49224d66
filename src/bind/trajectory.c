/*
 * trajectory.c - recur.trajectory: what a Boltzmann machine did over time, in one or many chains, and what
 * is measured on it. States are x(1) ... x(T) of each chain after the transient; pairs of states are those
 * within a chain, pooled over the chains.
 */
#include "bind.h"

#include "../core/trajectory.h"

struct record {
	struct trajectory trajectory;
	enum coding coding;
};

static struct record *record_check(lua_State *L) { return luaL_checkudata(L, 1, TRAJECTORY_TYPE); }

static const struct trajectory *trajectory_check(lua_State *L) { return &record_check(L)->trajectory; }

const struct trajectory *trajectory_push(lua_State *L, size_t neurons, enum coding coding, size_t chains, size_t steps)
{
	struct arena arena = {0};
	trajectory_lay(&arena, neurons, chains, steps);
	const char *what = lua_pushfstring(L, "a trajectory of %I steps of %I neurons in %I chain%s", (LUAI_UACINT)steps,
	                                   (LUAI_UACINT)neurons, (LUAI_UACINT)chains, chains == 1 ? "" : "s");
	struct record *record = object_push(L, &arena, sizeof *record, 0, what);
	*record = (struct record){trajectory_lay(&arena, neurons, chains, steps), coding};
	luaL_setmetatable(L, TRAJECTORY_TYPE);
	return &record->trajectory;
}

const struct trajectory *trajectory_argument(lua_State *L, int arg, size_t neurons, enum coding coding)
{
	const struct record *record = luaL_checkudata(L, arg, TRAJECTORY_TYPE);
	if (record->trajectory.neurons != neurons || record->coding != coding)
		luaL_argerror(L, arg, lua_pushfstring(L, "expected a trajectory of a machine of %I neurons, coding %s, "
		                                         "found one of %I, coding %s",
		                                      (LUAI_UACINT)neurons, coding_names[coding],
		                                      (LUAI_UACINT)record->trajectory.neurons, coding_names[record->coding]));
	return &record->trajectory;
}

/* A lag argument: at least two pairs must be left. */
static size_t check_lag(lua_State *L, const char *method, const struct trajectory *trajectory, size_t initial)
{
	if (trajectory->steps < initial + 2)
		luaL_error(L, "trajectory:%s: expected at least %I recorded steps, found %I", method,
		           (LUAI_UACINT)initial + 2, (LUAI_UACINT)trajectory->steps);
	return argument_whole_or(L, 2, "lag", initial, 0, trajectory->steps - 2);
}

/* Pushes what an error of memory calls a measure. */
static const char *push_what(lua_State *L, const struct trajectory *t, const char *method)
{
	return lua_pushfstring(L, "trajectory:%s of %I steps of %I neurons in %I chain%s", method, (LUAI_UACINT)t->steps,
	                       (LUAI_UACINT)t->neurons, (LUAI_UACINT)t->chains, t->chains == 1 ? "" : "s");
}

/* trajectory:fluctuation(): the mean over neurons of the temporal standard deviation. */
static int record_fluctuation(lua_State *L)
{
	const struct record *record = record_check(L);
	const double span = record->coding == CODING_SIGNS ? 2 : 1;
	const char *what = push_what(L, &record->trajectory, "fluctuation");
	struct work *work = context_work(L);
	double value = 0;
	context_check(L, KERNEL(L, work, what, trajectory_fluctuation(&record->trajectory, span, work, &value)));
	lua_pushnumber(L, value);
	return 1;
}

/* trajectory:recurrence_correlation(lag = 1): C_rms, the RMS Pearson correlation of x(t) and x(t + lag). */
static int record_correlation(lua_State *L)
{
	const struct trajectory *trajectory = trajectory_check(L);
	size_t lag = check_lag(L, "recurrence_correlation", trajectory, 1);
	const char *what = push_what(L, trajectory, "recurrence_correlation");
	struct work *work = context_work(L);
	double rms = 0;
	context_check(L, KERNEL(L, work, what, trajectory_correlation(trajectory, lag, work, &rms)));
	lua_pushnumber(L, rms);
	return 1;
}

/* trajectory:recurrence_information(lag = 1): mean pairwise mutual information of x(t) and x(t + lag) in
 * bits, plug-in and Miller-Madow corrected. */
static int record_information(lua_State *L)
{
	const struct trajectory *trajectory = trajectory_check(L);
	size_t lag = check_lag(L, "recurrence_information", trajectory, 1);
	const char *what = push_what(L, trajectory, "recurrence_information");
	struct work *work = context_work(L);
	struct information mean = {0};
	context_check(L, KERNEL(L, work, what, trajectory_information(trajectory, lag, work, &mean)));
	lua_pushnumber(L, mean.plug_in);
	lua_pushnumber(L, mean.miller_madow);
	return 2;
}

/* trajectory:autocorrelation(lag): the mean over neurons of the Pearson coefficient of x_m(t) and
 * x_m(t + lag). */
static int record_autocorrelation(lua_State *L)
{
	const struct trajectory *trajectory = trajectory_check(L);
	luaL_argcheck(L, !lua_isnoneornil(L, 2), 2, "lag: expected a whole number, found nothing");
	size_t lag = check_lag(L, "autocorrelation", trajectory, 0);
	const char *what = push_what(L, trajectory, "autocorrelation");
	struct work *work = context_work(L);
	double mean = 0;
	context_check(L, KERNEL(L, work, what, trajectory_autocorrelation(trajectory, lag, work, &mean)));
	lua_pushnumber(L, mean);
	return 1;
}

/* trajectory:flux(lag = 1): the mutual information of the whole states x(t) and x(t + lag) in bits,
 * estimated from their counts: plug-in, Miller-Madow corrected; and how many pairs of states were seen. */
static int record_flux(lua_State *L)
{
	const struct trajectory *trajectory = trajectory_check(L);
	if (trajectory->neurons > SAMPLED_FLUX_NEURONS)
		luaL_error(L, "trajectory:flux: expected at most %d neurons, found %I: pairs of states would hardly "
		              "ever repeat; use recurrence_correlation or recurrence_information",
		           SAMPLED_FLUX_NEURONS, (LUAI_UACINT)trajectory->neurons);
	size_t lag = check_lag(L, "flux", trajectory, 1);
	const char *what = push_what(L, trajectory, "flux");
	struct work *work = context_work(L);
	struct sampled_flux flux = {0};
	context_check(L, KERNEL(L, work, what, trajectory_flux(trajectory, lag, work, &flux)));
	lua_pushnumber(L, flux.plug_in);
	lua_pushnumber(L, flux.miller_madow);
	lua_pushinteger(L, (lua_Integer)flux.joint);
	return 3;
}

/* trajectory:entropy(): the entropy of the whole states that were recorded, in bits, estimated from how often each
 * was seen: a table of plug_in, miller_madow, grassberger and chao_shen (see core/entropy.h), and of how many different
 * states were seen (states) and how many of them once (singles). */
static int record_entropy(lua_State *L)
{
	const struct trajectory *trajectory = trajectory_check(L);
	if (trajectory->neurons > STATE_ENTROPY_NEURONS)
		luaL_error(L, "trajectory:entropy: expected at most %d neurons, found %I: no state would ever repeat",
		           STATE_ENTROPY_NEURONS, (LUAI_UACINT)trajectory->neurons);
	const char *what = push_what(L, trajectory, "entropy");
	struct work *work = context_work(L);
	struct state_entropy entropy = {0};
	context_check(L, KERNEL(L, work, what, trajectory_entropy(trajectory, work, &entropy)));
	const struct {
		const char *name;
		double bits;
	} estimates[] = {{"plug_in", entropy.plug_in},
	                 {"miller_madow", entropy.miller_madow},
	                 {"grassberger", entropy.grassberger},
	                 {"chao_shen", entropy.chao_shen}};
	lua_createtable(L, 0, 6);
	for (size_t i = 0; i < sizeof estimates / sizeof *estimates; i++) {
		lua_pushnumber(L, estimates[i].bits);
		lua_setfield(L, -2, estimates[i].name);
	}
	lua_pushinteger(L, (lua_Integer)entropy.states);
	lua_setfield(L, -2, "states");
	lua_pushinteger(L, (lua_Integer)entropy.singles);
	lua_setfield(L, -2, "singles");
	return 1;
}

/* trajectory:state(t, chain = 1): the neurons' values at recorded step t. */
static int record_state(lua_State *L)
{
	const struct record *record = record_check(L);
	const struct trajectory *t = &record->trajectory;
	size_t step = argument_whole(L, 2, "step", 1, t->steps);
	size_t chain = argument_whole_or(L, 3, "chain", 1, 1, t->chains) - 1;
	const uint64_t *state = t->states + (chain * (t->steps + 1) + step) * t->words;
	const lua_Integer off = record->coding == CODING_SIGNS ? -1 : 0;
	lua_createtable(L, (int)t->neurons, 0);
	for (size_t n = 0; n < t->neurons; n++) {
		lua_pushinteger(L, state[n / 64] >> n % 64 & 1 ? 1 : off);
		lua_rawseti(L, -2, (lua_Integer)n + 1);
	}
	return 1;
}

static int record_neurons(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)trajectory_check(L)->neurons);
	return 1;
}

static int record_chains(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)trajectory_check(L)->chains);
	return 1;
}

static int record_length(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)trajectory_check(L)->steps);
	return 1;
}

static int record_tostring(lua_State *L)
{
	const struct trajectory *t = trajectory_check(L);
	lua_pushfstring(L, "recur.trajectory of %I steps of %I neurons in %I chain%s", (LUAI_UACINT)t->steps,
	                (LUAI_UACINT)t->neurons, (LUAI_UACINT)t->chains, t->chains == 1 ? "" : "s");
	return 1;
}

void trajectory_open(lua_State *L)
{
	static const luaL_Reg meta[] = {
		{"__tostring", record_tostring}, {"__len", record_length}, {NULL, NULL}};
	static const struct function methods[] = {{"fluctuation()", record_fluctuation},
	                                   {"recurrence_correlation(lag = 1)", record_correlation},
	                                   {"recurrence_information(lag = 1)", record_information},
	                                   {"autocorrelation(lag)", record_autocorrelation},
	                                   {"flux(lag = 1)", record_flux},
	                                   {"entropy()", record_entropy},
	                                   {"state(step, chain = 1)", record_state},
	                                   {"neurons()", record_neurons},
	                                   {"chains()", record_chains},
	                                   {NULL, NULL}};
	type_register(L, TRAJECTORY_TYPE, meta, methods);
}
