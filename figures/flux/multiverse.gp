# The verdict on each claim of paper 2 under every choice.
reads = "flux/multiverse"
load "figures/style.gp"

source = "multiverse"
choices = multiverse_cases_choice
# The groups of flux/choices, and the claims, in their order.
groups = "'ours' 'size' 'random weights' 'states' 'correlation' 'flux from' 'length of runs' 'limit' 'mutation' 'bound'"
claims = "'1a' '1b' '1c' '2' '2b' '3, 3b' '3c' '4' '5'"
array says[9] = ["C orders\npooled\nwidths", "not\nstrong\nones", "one\nwidth\nworse", "flux\nlost,\nN = 16", \
  "flux\nlost,\nN = 64", "N-rooks\nbest", "start\ndecides", "N-rooks\nare\ngood", "long\nperiods,\ntoo"]
paper = "flux-"
regions = 0
load "figures/verdicts.gp"
