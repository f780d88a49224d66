-- The neurons in all orders, and the matrices whose rows stand in an order and with signs.
local orders = {}

-- Visits all orders of the numbers 1 to n, each as a list.
function orders.each(n, visit)
	local order = {}
	for k = 1, n do order[k] = k end
	local function exchange(k)
		if k > n then return visit(order) end
		for i = k, n do
			order[k], order[i] = order[i], order[k]
			exchange(k + 1)
			order[k], order[i] = order[i], order[k]
		end
	end
	exchange(1)
end

-- The matrix whose row m is rows[order[m]], times the magnitude, and of opposite sign if bit m - 1 of `signs` is 1.
function orders.matrix(rows, order, signs, magnitude)
	local matrix = {}
	for m = 1, #rows do
		local sign, row = signs >> (m - 1) & 1 == 1 and -1 or 1, rows[order[m]]
		matrix[m] = {}
		for n = 1, #row do matrix[m][n] = sign * row[n] * magnitude end
	end
	return matrix
end

return orders
