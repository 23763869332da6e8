# The service alone; the database is another container (docker-compose.yml) or a server of yours.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /build
COPY . .
RUN dotnet build src/EvidenceBase -c Release -v q \
 && (cd src/EvidenceBase && dotnet bin/Release/net10.0/EvidenceBase.dll codegen write) \
 && dotnet publish src/EvidenceBase -c Release --no-restore -o /service

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /service
COPY --from=build /service .
# Keys lie in this folder and nowhere else: back it up apart from the database.
RUN mkdir /data && chown "$APP_UID" /data
VOLUME /data
ENV EVIDENCEBASE_DATA=/data ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "EvidenceBase.dll"]
