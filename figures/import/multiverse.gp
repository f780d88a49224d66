# The verdict on each claim of paper 1 under every choice.
reads = "import/multiverse"
load "figures/style.gp"

source = "multiverse"
choices = multiverse_cases_choice
# The groups of import/choices, and the claims, in their order.
groups = "'ours' 'size' 'width of weights' 'network' 'input' 'length of runs' 'observer' 'correlation' 'information' \
  'couplings' 'two at once'"
claims = "'1' '1b' '2' '3a' '3b' '3c' '4a' '4b' '5'"
array says[9] = ["regimes", "no\nsparse\nchaos", "C, I\nagree", "sparse\nover\ndense\nchaos", "border\nover\nedge,\nchaos", \
  "border\nover\ndeep", "peak\nof C_{xs}", "peak\nof I_{xs}", "peak of\nC_{ss}, I_{ss}"]

paper = "import-"
regions = 1
load "figures/verdicts.gp"
