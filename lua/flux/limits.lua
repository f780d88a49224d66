-- What may be limited while flux is maximised: every weight, |W| <= b, or the norm of all of them, the mean over
-- neurons of the sum of W^2 at most b^2. N-rooks of the magnitude b use up both limits.
local limits = {}

limits.axis = recur.cases("limit", { { "every weight", norm = 0 }, { "norm of the weights", norm = 1 } })

-- The limit of a point, as recur.evolution calls it.
function limits.of(p) return p.norm == 1 and "norm" or "weights" end

return limits
