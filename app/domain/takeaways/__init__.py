"""Takeaways: one sentence a picture, made from the released cells it shows.

Each picture has an ordered list of rules: the first that applies wins, and the last always applies.
A sentence never says more than the likely range allows, never ranks what is too close to call, never
names a group for being low, and quotes no figure that its picture does not show.
"""
