-- Where import ends among the fixed points for observers of different resolution: the balance from which the share of
-- import/observer lies below half of the plateau's, and the mean field of a neuron there, beside what theory says. Of a
-- saturated neuron in the field h, the input leaves exp(-2 coupling x), a lognormal variable, with the variance
--   4 exp(-4 h) exp(q) (exp(q) - 1), q = 4 coupling^2,
-- and the share q/(exp(q) - 1). Half of that is seen where this variance is the observer's own.
return recur.experiment {
	title = "Where import ends among the fixed points, by the resolution of the observer",
	reads = { "import/observer" },
	columns = {
		{ "neurons", "number of neurons" },
		{ "resolution", "standard deviation of the observer's noise, or of that of rounding" },
		{ "bits", "of the numbers that states are rounded to; 0: all their digits, beside noise" },
		{ "balance", "where the share falls below half of the plateau's, between points of the cut" },
		{ "balance_se", "standard error of it" },
		{ "balance_mean_field", "the same of the share by mean-field theory" },
		{ "field", "mean field of a neuron at `balance` if all others are saturated, N d b w sqrt(2/pi)" },
		{ "theory", "ln(2 exp(q/2) sqrt(exp(q) - 1)/resolution)/2, q = 4 coupling^2" },
	},
	rows = function(_, _, data)
		local observer, rows = data("import/observer"), {}
		local function parameter(name) return tonumber(observer:parameter(name)) end
		local q = 4 * parameter("coupling") ^ 2
		local half, size = q / (math.exp(q) - 1) / 2, 2 * math.exp(q / 2) * math.sqrt(math.exp(q) - 1)
		local field_of = parameter("density") * parameter("width") * math.sqrt(2 / math.pi)

		-- the last crossing from above half along a cut: where, and its standard error
		local function fall(cut, column)
			for i = #cut - 1, 1, -1 do
				local a, b = cut[i], cut[i + 1]
				if a[column] > half and b[column] <= half then
					local t, step = (a[column] - half) / (a[column] - b[column]), b.balance - a.balance
					local slope = (a[column] - b[column]) / step
					return a.balance + t * step, math.sqrt(((1 - t) * a.share_se) ^ 2 + (t * b.share_se) ^ 2) / slope
				end
			end
		end
		local cuts, order = {}, {}
		for _, row in ipairs(observer) do
			local key = ("%d %d %g"):format(row.neurons, row.bits, row.resolution)
			if not cuts[key] then cuts[key], order[#order + 1] = {}, key end
			table.insert(cuts[key], row)
		end
		for _, key in ipairs(order) do
			local cut = cuts[key]
			local balance, balance_se = fall(cut, "share")
			local mean_field = fall(cut, "theory")
			if balance and mean_field and cut[1].resolution > 0 then
				rows[#rows + 1] = {
					neurons = cut[1].neurons, resolution = cut[1].resolution, bits = cut[1].bits,
					balance = balance, balance_se = balance_se, balance_mean_field = mean_field,
					field = cut[1].neurons * field_of * balance, theory = math.log(size / cut[1].resolution) / 2,
				}
			end
		end
		return rows
	end,
}
