-- What stands before an article: version, day of its data, how to cite it, licence. All of it comes from files that are
-- committed (CITATION.cff, data/checksums), so that the same files give the same bytes, whenever they are woven.

local files = require "files"
local page = require "page"

local release = {}

local months = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
	"November", "December" }

local function citation_file()
	local text = files.read("CITATION.cff") or error("no CITATION.cff, which says version, authors and licence", 0)
	local meta = pandoc.read("---\n" .. text .. "\n---\n", "markdown").meta
	local function field(name)
		return pandoc.utils.stringify(meta[name] or error("CITATION.cff: no " .. name, 0))
	end
	local authors = {}
	for i, author in ipairs(meta.authors or error("CITATION.cff: no authors", 0)) do
		authors[i] = pandoc.utils.stringify(author.name or error("CITATION.cff: an author without a name", 0))
	end
	return { title = field "title", version = field "version", licence = field "license",
		authors = table.concat(authors, ", ") }
end

-- The last day, as YYYY-MM-DD, on which a dataset of this paper changed, as `recur checksums` noted it.
local function day_of(paper)
	local last
	for day, name in (files.read("data/checksums") or ""):gmatch("# dated (%d+%-%d+%-%d+)  data/([^/\n]+)/[^\n]+") do
		if name == paper and (not last or day > last) then last = day end
	end
	return last or error(("data/checksums: no day of the data of %s: make checksums"):format(paper), 0)
end

local function in_words(day)
	local year, month, number = day:match("^(%d+)%-(%d+)%-(%d+)$")
	return ("%d %s %s"):format(number, months[tonumber(month)], year), year
end

local function cited(key)
	return pandoc.Cite({ pandoc.Str("@" .. key) }, { pandoc.Citation(key, "AuthorInText") })
end

-- The parts by name, for the templates, of an article on `paper` that reproduces the work of that key.
function release.describe(paper, title, key)
	local project, day, year = citation_file(), in_words(day_of(paper))
	local cite = pandoc.Inlines { pandoc.Str(("%s (%s)."):format(project.authors, year)), pandoc.Space(),
		pandoc.Emph(title), pandoc.Str("."), pandoc.Space(),
		pandoc.Str(("In: %s, version %s, data of %s."):format(project.title, project.version, day)), pandoc.Space(),
		pandoc.Str("Please cite the work that is reproduced too:"), pandoc.Space(), cited(key), pandoc.Str(".") }
	return {
		version = pandoc.Inlines { pandoc.Str("recur " .. project.version) },
		data = pandoc.Inlines {
			pandoc.Str(("of %s, the last day on which a dataset of this article changed; by their"):format(day)), pandoc.Space(),
			pandoc.Link({ pandoc.Str("checksums") }, page.link("data/checksums")) },
		cite = cite,
		licence = pandoc.Inlines { pandoc.Link({ pandoc.Str(project.licence) }, page.link("LICENSE")),
			pandoc.Str(", for text, data, figures and program") },
	}
end

return release
