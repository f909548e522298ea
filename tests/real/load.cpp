// SPDX-License-Identifier: MIT
#include "load.hpp"

#include <array>
#include <cstdio>
#include <memory>
#include <string_view>

namespace scribe::conformance {

namespace {

/// What a server refuses that is older than what a dump was made of.
struct Refusal {
    std::string_view text;
    int until; ///< the first version that takes it
};
constexpr std::array k_refusals{
    Refusal{"is a partitioned table", 130'000},              // BEFORE ... FOR EACH ROW triggers
    Refusal{"ci_runner_taggings\" does not exist", 130'000}, // and what names such a trigger
    Refusal{"syntax error at or near \"NULLS\"", 150'000},   // NULLS NOT DISTINCT
};

bool is_known(std::string_view line, int version) {
    for (auto const &refusal : k_refusals) {
        if (version < refusal.until && line.find(refusal.text) != std::string_view::npos) return true;
    }
    return line.find("ERROR:  role ") != std::string_view::npos;
}

} // namespace

std::string shell_quoted(std::string const &text) {
    std::string out = "'";
    for (char const c : text) out += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return out + "'";
}

std::string unpacked(std::string const &file) { return "gzip -dc " + shell_quoted(file) + " | "; }

int load(Database &db, std::string const &input, std::string const &options) {
    auto const version = db.version();
    // The server's own from version 13 on. What lives in pg_catalog is nothing that a scan reads.
    if (version < 130'000)
        db.run("CREATE FUNCTION pg_catalog.gen_random_uuid() RETURNS uuid LANGUAGE sql AS "
               "'SELECT pg_catalog.md5(pg_catalog.random()::text)::uuid'");
    auto const command = input + "PGOPTIONS='-c client_min_messages=error -c synchronous_commit=off' psql -Xq -d " +
                         db.name() + " " + options + " 2>&1 >/dev/null";
    INFO(command);
    // NOLINTNEXTLINE(cert-env33-c): the dumps are scripts for psql.
    std::unique_ptr<std::FILE, int (*)(std::FILE *)> const pipe{::popen(command.c_str(), "r"), ::pclose};
    REQUIRE(pipe);
    int refused = 0;
    std::array<char, 4096> line{};
    while (std::fgets(line.data(), static_cast<int>(line.size()), pipe.get())) {
        std::string_view const text{line.data()};
        if (text.find("ERROR:") == std::string_view::npos) continue;
        INFO(text);
        CHECK(is_known(text, version));
        if (text.find("ERROR:  role ") == std::string_view::npos) ++refused;
    }
    return refused;
}

} // namespace scribe::conformance
