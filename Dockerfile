# Two stages: the first has what it takes to build, the second only what runs.
#
#   docker build -t good-partners .
#   docker run --rm --env-file .env -v good-partners:/site/data good-partners migrate     before it serves
#   docker run --env-file .env -v good-partners:/site/data -p 8000:8000 good-partners     serve

FROM python:3.11-slim AS build
WORKDIR /site
COPY requirements.txt requirements-dev.txt ./
RUN python -m venv /environment \
 && /environment/bin/pip install --no-cache-dir --require-hashes -r requirements.txt \
 # Plotly's script comes from npm, a quarter of the size; this copy is for notebooks.
 && find /environment -name plotly.min.js -delete \
 && /environment/bin/pip uninstall --quiet --yes pip setuptools
COPY app ./app
COPY tools ./tools
# The font tools are among what developers use, and stay behind in this stage.
RUN pip install --no-cache-dir --require-hashes -r requirements-dev.txt && python -m tools.assets

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home --home-dir /site site && mkdir /site/data && chown site /site/data
WORKDIR /site
COPY --from=build /environment /environment
COPY --from=build /site/app ./app
COPY charter ./charter
COPY templates ./templates
COPY migrations ./migrations
COPY alembic.ini ./
ENV PATH=/environment/bin:$PATH PYTHONUNBUFFERED=1
USER site
VOLUME /site/data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
ENTRYPOINT ["python", "-m", "app.cli"]
CMD ["serve", "--host", "0.0.0.0"]
