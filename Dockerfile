# Woodpecker as an image: pages built inside, production packages only, no root, nothing to write but /data and /tmp.
#   docker build -t woodpecker .
#   docker run --rm -p 127.0.0.1:3000:3000 -v woodpecker-data:/data woodpecker

FROM node:22-bookworm AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Of all install scripts only that of SQLite is needed: it fetches or compiles the library.
RUN npm ci --omit=dev --ignore-scripts \
 && npm rebuild better-sqlite3 \
 && find node_modules/@expo-google-fonts/noto-sans-sc -name '*.ttf' ! -name 'NotoSansSC_400Regular.ttf' -delete \
 && npm cache clean --force

FROM node:22-bookworm AS pages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY core core
COPY server server
COPY web web
RUN npm run build

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
    DATA_DIR=/data \
    HOST=0.0.0.0 \
    PORT=3000
WORKDIR /app
RUN install -d -o node -g node /data /backups
COPY --from=packages /app/node_modules node_modules
COPY package.json tsconfig.json main.ts config.ts ./
COPY core core
COPY db db
COPY services services
COPY bot bot
COPY server server
COPY jobs jobs
COPY scripts scripts
COPY examples examples
COPY --from=pages /app/web/dist web/dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process: it hears SIGTERM and closes in order.
CMD ["node", "--import", "tsx", "scripts/start.ts"]
