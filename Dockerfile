FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

RUN useradd --system --uid 10001 --home-dir /archive archive
WORKDIR /archive

COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock

COPY . .
# Collecting reads the settings and asks no server; the values below reach nothing else.
RUN mkdir -p var && \
    DATABASE_URL=postgresql://127.0.0.1/none REDIS_URL=redis://127.0.0.1/0 SECRET_KEY=none STATIC_COLLECTED=true \
    python manage.py collectstatic --no-input --verbosity 0 && \
    chown -R archive var

ENV STATIC_COLLECTED=true
USER archive
EXPOSE 8000
CMD ["gunicorn", "archive.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--no-control-socket"]
