# The application without its data. One image serves as web server and as worker (see compose.yaml).
# Not built by the project's own checks, which have no container engine.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/haip

COPY .ci/system-packages .ci/
RUN .ci/system-packages run && rm -rf /var/lib/apt/lists/*
COPY requirements.txt ./
RUN python -m pip install --require-hashes -r requirements.txt

COPY . .
# Values for this step only: the settings refuse to load without any.
RUN export SECRET_KEY=build ALLOWED_HOSTS=build DATABASE_URL=sqlite:///build.sqlite3 \
    && python manage.py compilemessages --verbosity 0 \
    && python manage.py collectstatic --noinput --verbosity 0

RUN useradd --system --no-create-home haip
USER haip
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "haip.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
