-- lua/recur/table.lua, the owner of the data file: what may enter one, what is refused, and that reading gives back
-- what was written. It is loaded by itself, as the weaver of the articles loads it.

local helper = dofile "tests/lua/helper.lua"
local refused = helper.refused

local recur = { numerics = 1, mean_and_error = function(values)
	local sum = 0
	for _, x in ipairs(values) do sum = sum + x end
	return sum / #values
end }
local private = { text = function(x) return ('"%s"'):format(tostring(x)) end }
assert(loadfile("lua/recur/arguments.lua"))(recur, private)
assert(loadfile("lua/recur/table.lua"))(recur, private)

local function head(change)
	local h = {
		entries = { { "title", "t" }, { "quality", "full" }, { "place", "2 cases", cases = {
			{ number = 1, label = "a (b); _c_ {d}", settings = "x 1" }, { number = 2, label = "it's # 2", settings = "x 2" },
		} } },
		origins = { { kind = "script", path = "a/b.lua", sha256 = "ab12" } },
		columns = { { "x", "1", "a place [of sorts]: so" }, { "line", "bit", "another" }, { "text", "m", "a third" } },
	}
	for key, value in pairs(change or {}) do h[key] = value end
	return h
end

local function dataset(rows) return private.read_dataset("d.tsv", private.head_text(head()) .. rows) end

describe("a data file", function()
	it("gives back what was written, whatever columns are called", function()
		local d = dataset("1\t2.5\t3\n2\t-inf\t4\n")
		assert.are.equal(2, #d)
		assert.are.equal(2.5, d[1].line)
		assert.are.equal(4, d[2].text)
		assert.are.equal(-math.huge, d[2].line)
		assert.are.equal("2.5", d:text(d[1], "line"))
		assert.are.equal("full", d:parameter("quality"))
		assert.are.equal("a (b); _c_ {d}", d:case("place", 1))
		assert.are.equal("it's # 2", d:case("place", 2))
		assert.are.same({ unit = "1", meaning = "a place [of sorts]: so" }, d.meanings.x)
		assert.are.same({ { kind = "script", path = "a/b.lua", sha256 = "ab12" } }, d.origins)
		assert.are.equal(private.head_text(head()), d.head)
		assert.are.equal(d.head, private.head_of(private.head_text(head()) .. "1\t2\t3\n"))
	end)
	it("gives back every number that is written in full", function()
		for _, x in ipairs { 0.1, -0.45, -1 + 2 * 0.275, 1 / 3, 2 ^ 53 + 2, 5e-324, 1.7976931348623157e308, 0, 1e15, 1e16 } do
			assert.are.equal(x, tonumber(private.number_text(x)))
		end
		assert.are.equal("0.1", private.number_text(0.1))
		assert.are.equal("3", private.number_text(3.0))
	end)
	it("refuses texts that would break the head", function()
		for _, text in ipairs { "a\nb", "a\rb", "a\tb", "a\0b", "a\u{2028}b" } do
			refused(function() private.head_text(head { entries = { { "title", text } } }) end, "one line")
		end
		refused(function() private.head_text(head { entries = { { "title", "\xc3" } } }) end, "UTF-8")
		local twice = { { "x", "1", "m" }, { "x", "1", "n" } }
		refused(function() private.head_text(head { columns = twice }) end, "two columns", "x")
	end)
	it("refuses cells that other programs misread", function()
		for _, cell in ipairs { "it's", 'a "b"', "a # b", "a\tb", "a\nb" } do
			refused(function() private.row_text { "1", cell } end, "cell 2")
		end
		assert.are.equal("1\t\u{2019}\u{201C}\n", private.row_text { "1", "\u{2019}\u{201C}" })
	end)
	it("refuses a file that is not whole, by name", function()
		refused(function() dataset("1\t2\t3") end, "d.tsv", "last line")
		refused(function() dataset("1\t2\t3\r\n") end, "d.tsv", "CR")
		refused(function() dataset("1\t2\0\t3\n") end, "d.tsv", "not a text file")
		refused(function() dataset("1\t2\n") end, "d.tsv: line 12", "expected 3 columns, found 2")
		refused(function() dataset("") end, "d.tsv", "no rows")
		refused(function() dataset("1\t2\t3\n# late = head\n") end, "d.tsv: line 13", "head among the rows")
		refused(function() private.read_dataset("d.tsv", "x\tx\n1\t2\n") end, "d.tsv", "two columns", "x")
		refused(function() private.read_dataset("d.tsv", "# a = b\n") end, "d.tsv", "no line of column names")
	end)
	it("refuses what is no number where one is asked for", function()
		local d = dataset("1\tnan\t0x10\n")
		refused(function() return d[1].line end, "d.tsv: line 12", "column line", "number", "nan")
		refused(function() return d[1].text end, "column text", "0x10")
		refused(function() return d[1].other end, "no column", "other", "x, line, text")
		refused(function() return d:parameter("gain") end, "no parameter", "gain", "quality")
	end)
	it("finds a point whatever way its coordinates are written", function()
		local at = dataset("1\t0\t3\n2\t0\t4\n"):grid("x", "line")
		assert.are.equal(3, at(2 * 0.5, 0).text)
		assert.are.equal(4, at(2, -0.0).text)
		assert.is_nil(at(3, 0))
		refused(function() dataset("1\t0\t3\n1\t0\t4\n"):grid("x", "line") end, "line 13", "second row")
		refused(function() dataset("1\t0\t3\n2\t1\t4\n"):grid("x", "line") end, "whole grid", "2 by 2", "found 2")
	end)
	it("refuses arguments that it has no use for", function()
		local d = dataset("1\t2\t3\n2\t2\t3\n")
		for name, arguments in pairs { text = { d[1], "x" }, line = { d[1] }, parameter = { "quality" }, cases = { "place" },
			case = { "place", 1 }, axis = { "x", 1, 2, 2 }, column = { "x" }, mean = { "x" } } do
			assert(d[name](d, table.unpack(arguments)))
			arguments[#arguments + 1] = "more"
			refused(function() d[name](d, table.unpack(arguments)) end, "dataset:" .. name, "expected")
		end
		refused(function() d:grid("x", "line", 3) end, "dataset:grid", "at most 2 arguments, found 3")
		refused(function() d:where("all", function() return true end, 3) end, "dataset:where", "at most 2 arguments, found 3")
	end)
	it("keeps what all datasets share out of reach", function()
		local d = dataset("1\t2\t3\n")
		assert.are.equal(false, getmetatable(d))
		refused(function() return d.__index end, "d.tsv", "a dataset has no", "axis, case, cases, column")
		assert.is_nil(d[2])
		local part = d:where("x 1", function(row) return row.x == 1 end)
		assert.are.equal(1, #part)
		assert.are.equal("d.tsv", part.path)
		refused(function() d:where("x 2", function(row) return row.x == 2 end) end, "no point with x 2")
	end)
end)
