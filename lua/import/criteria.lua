-- What decides, in figures and claims alike. A difference is told by its standard errors, and five of them are asked
-- for, since the places of extremes are looked for too.
return {
	sigma = 5, -- a difference, or a peak above both of its sides, counts from here on
	no_sigma = 2, -- a peak by less than this is none
	refuting_sigma = -5, -- the opposite of a difference that is claimed
}
