-- From which bound on N-rooks are the best: as far as searches go, and by proof, which there is if the norm is limited.
local limits = recur.include "limits"

-- The proof of the article holds from the bound on at which 1 - 2^(-N g(b^2)) comes up to N b^2 / (8 cosh^2(b/2)); N g
-- is the flux of N-rooks.
local function is_proved(neurons, bound)
	local left = 1 - recur.exp(-recur.log(2) * recur.rooks_flux(neurons, bound))
	return left >= neurons * bound * bound / (2 * (recur.exp(bound) + 2 + recur.exp(-bound)))
end

local function proved_from(neurons, highest)
	local low, high = 1, highest
	assert(not is_proved(neurons, low) and is_proved(neurons, high), "no bound between")
	while high - low > 1e-9 do
		local middle = (low + high) / 2
		if is_proved(neurons, middle) then high = middle else low = middle end
	end
	return high
end

return recur.experiment {
	title = "The bounds from which on N-rooks are the best matrices",
	reads = { "flux/gains" },
	grid  = { limits.axis },
	fixed = { margin = 1e-6, highest = 20 },
	columns = {
		{ "neurons", "neurons of the network" },
		{ "others_up_to", "largest bound at which another matrix was found whose flux is larger by the margin; 0: none" },
		{ "rooks_from", "smallest bound of the grid beyond; inf: there is none" },
		{ "proved_from", "bound from which on it is proved that no other matrix has as much flux; inf: there is none" },
		{ "failed", "searches that failed" },
	},
	rows = function(p, _, data)
		local gains = data("flux/gains"):where("norm " .. p.norm, function(row) return row.norm == p.norm end)
		local rows = {}
		for _, neurons in ipairs(gains:axis("neurons", 3, 5, 3)) do
			local result = { neurons = neurons, others_up_to = 0, rooks_from = math.huge, failed = 0,
				proved_from = p.norm == 1 and proved_from(neurons, p.highest) or math.huge }
			for _, row in ipairs(gains) do
				if row.neurons == neurons then
					if row.gain > p.margin then result.others_up_to = math.max(result.others_up_to, row.bound) end
					result.failed = result.failed + row.failed
				end
			end
			for _, row in ipairs(gains) do
				if row.neurons == neurons and row.bound > result.others_up_to then
					result.rooks_from = math.min(result.rooks_from, row.bound)
				end
			end
			rows[#rows + 1] = result
		end
		return rows
	end,
}
