# One image for all programs of the network: docker run IMAGE central --help
#
# Built from the sources alone; Maven comes from the base image's own package source.

FROM eclipse-temurin:25-jdk AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends maven \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
# The repository of the build's own cache: the second build need not fetch everything again.
RUN --mount=type=cache,target=/root/.m2/repository \
    JAVA_HOME=/opt/java/openjdk mvn -B -ntp -q -pl launcher -am -Dmaven.test.skip=true -Dspotless.check.skip=true package \
 && mkdir /opt/ev \
 && cp launcher/target/lib/*.jar /opt/ev/ \
 && cp launcher/target/launcher-*.jar /opt/ev/launcher.jar

FROM eclipse-temurin:25-jre
# Nobody's rights, and one folder that survives the container.
RUN useradd --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin ev \
 && mkdir /data \
 && chown ev:ev /data
COPY --from=build /opt/ev /opt/ev
USER ev
WORKDIR /data
VOLUME /data
# Names of places have accents.
ENV LC_ALL=C.UTF-8
# No shell in between: the program itself hears SIGTERM.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
            "-Xlog:disable", "-Xlog:all=error:stderr", \
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
            "-jar", "/opt/ev/launcher.jar"]
CMD ["--help"]
