"""The pictures: what organisations and partnerships see of a release, as rows. Only released cells go in."""
