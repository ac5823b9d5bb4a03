"""One clinic of the group with four tools that know nothing of each other, and a crosswalk with holes."""
