# Cells of a picture that touch, without hairlines between them: awk -f paper/seamless.awk X.svg
#
# gnuplot paints a map row by row, as bars that begin where a cell does and end with the row, each over the ones before,
# and the scale beside it as strips that just touch. A viewer smooths edges that lie inside a pixel, and there the colours
# of all bars below, or the paper, shine through. Here each rectangle ends a little way under the one that follows it in
# its row, and under the row or the strip that follows, so that at an edge only the colours of neighbours meet.

function least(a, b) { return a < b ? a : b }
function size(a) { return a < 0 ? -a : a }

# Keeps a rectangle along the axes, as gnuplot's svg terminal writes it; whether `line` is one.
function keep(line,    points, at) {
	if (line !~ /<polygon fill = 'rgb\([ 0-9,]*\)' points = '[-0-9., ]*'\/>/) return 0
	points = line
	sub(/.*points = '/, "", points)
	sub(/ *'\/>.*/, "", points)
	if (split(points, at, /[ ,]+/) != 8) return 0
	if (at[2] != at[4] || at[3] != at[5] || at[6] != at[8] || at[1] != at[7]) return 0
	lines[++count] = line
	left[count] = at[1] + 0; right[count] = at[3] + 0
	start[count] = at[2] + 0; end[count] = at[6] + 0
	return 1
}

# Row j begins where row i ends, or a little before, and is as wide.
function follows(i, j) {
	return left[j] == left[i] && right[j] == last_right[i] && size(start[j] - end[i]) < size(end[i] - start[i]) / 2 \
		&& (start[j] - start[i]) * (end[i] - start[i]) > 0
}

# Lets the rectangles of rows i to j - 1, all of one row, end under the row that begins with j.
function end_row(i, j,    k, more) {
	more = least(under, 0.9 * size(end[j] - start[j]))
	for (k = i; k < j; k++) end[k] += end[k] < start[k] ? -more : more
}

# Writes the rectangles kept.
function write_all(    i, j) {
	for (i = 1; i <= count; i++) last_right[i] = right[i]
	for (i = 1; i <= count; i = j) {
		for (j = i + 1; j <= count && start[j] == start[i] && end[j] == end[i] && left[j] > left[j - 1]; j++)
			right[j - 1] = least(right[j - 1], left[j] + under)
		if (j <= count && follows(i, j)) end_row(i, j)
	}
	for (i = 1; i <= count; i++) {
		sub(/points = '[^']*'/, sprintf("points = '%.2f,%.2f %.2f,%.2f %.2f,%.2f %.2f,%.2f '", left[i], start[i],
			right[i], start[i], right[i], end[i], left[i], end[i]), lines[i])
		print lines[i]
	}
	count = 0
}

BEGIN { under = 3 } # how far one reaches under the next, in the picture's units

!keep($0) {
	write_all()
	print
}

END { write_all() }
