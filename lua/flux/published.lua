-- Matrices as rows of a dataset, a weight in each, to the last digit; and matrices again, read from such rows.
local published = {}

published.columns = {
	{ "from", "neuron a weight starts from" },
	{ "to", "neuron it leads to" },
	{ "value", "weight", exact = true },
}

-- The rows of a matrix.
function published.rows(matrix)
	local rows = {}
	for m, row in ipairs(matrix) do
		for n, w in ipairs(row) do rows[#rows + 1] = { from = n, to = m, value = w } end
	end
	return rows
end

-- The matrix that rows hold.
function published.matrix(rows)
	local matrix = {}
	for _, row in ipairs(rows) do
		matrix[row.to] = matrix[row.to] or {}
		matrix[row.to][row.from] = row.value
	end
	return matrix
end

return published
