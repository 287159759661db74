# An image with Confab's executable, the system libraries that it loads, and nothing else: no shell, no package manager.
# What is installed for the build comes by bun.lock; the executable has the same bytes from the same commit.
ARG BUN_IMAGE=oven/bun:1.4.5-slim

FROM ${BUN_IMAGE} AS build
WORKDIR /source
COPY package.json bun.lock bunfig.toml ./
RUN bun install --frozen-lockfile --production --ignore-scripts
COPY tsconfig.json ./
COPY drizzle drizzle
COPY web web
COPY src src
COPY build build
# The commit is not in the context: `--build-arg CONFAB_COMMIT=$(git rev-parse --short=12 HEAD)` lets `confab version` say it.
ARG CONFAB_COMMIT=
RUN CONFAB_COMMIT="$CONFAB_COMMIT" bun build/binary.ts --outfile /image/usr/local/bin/confab
# `ldd` names what the executable and the database's library load.
RUN for file in /image/usr/local/bin/confab node_modules/@libsql/linux-*-gnu/index.node; do ldd "$file"; done \
    | grep -o '/[^ ]*\.so[^ ]*' | sort -u | xargs -I '{}' cp --dereference --parents '{}' /image
RUN mkdir -m 1777 /image/tmp && mkdir -p /owned/data && chmod 700 /owned/data

FROM scratch
COPY --from=build /image/ /
COPY --from=build --chown=65532:65532 /owned/ /
USER 65532:65532
ENV DATA_DIR=/data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["/usr/local/bin/confab", "health"]
ENTRYPOINT ["/usr/local/bin/confab"]
