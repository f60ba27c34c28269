# One binary with everything in it: templates, words, fonts and both databases' clients.
FROM rust:1.95-bookworm AS build
WORKDIR /src
RUN apt-get update && apt-get install -y --no-install-recommends make perl && rm -rf /var/lib/apt/lists/*
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    cargo build --release --locked --bin tillit && cp target/release/tillit /tillit

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin tillit \
    && install -d -o tillit -g tillit -m 0750 /data
COPY --from=build /tillit /usr/local/bin/tillit
USER tillit
WORKDIR /data
ENV TILLIT_DATA=/data TILLIT_BIND=0.0.0.0:8080 TILLIT_LOG_FORMAT=json
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["tillit", "health"]
ENTRYPOINT ["tillit"]
CMD ["serve"]
