// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/scans.hpp"
#include "command.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace scribe::cli {

namespace {

/// "10" is a number of scans, "90d" an age. Nothing for another word.
std::optional<catalog::Keep> parse_keep(std::string const &word) {
    catalog::Keep keep;
    if (word.find_first_not_of("0123456789") == std::string::npos) {
        auto const number = base::parse_int(word);
        if (!number || *number < 1) return std::nullopt;
        keep.scans = *number;
        return keep;
    }
    auto const age = parse_age(word);
    if (!age) return std::nullopt;
    keep.age = *age;
    return keep;
}

class PruneCommand final : public Command {
public:
    std::string_view name() const override { return "prune"; }
    std::string_view summary() const override { return "Forgets old scans and what vanished before them"; }

    void bind(CLI::App &app) override {
        app.add_option("--keep", m_keep,
                       "How much stays: a number of scans of each source, or an age (90d, 12w, 6mo); else prune.keep "
                       "of scribe.yml")
            ->type_name("N|AGE");
        app.add_option("--source", m_source, "Only this source")->type_name("NAME");
        app.add_flag("--dry-run", m_dry_run, "Tell what would go; write nothing");
        app.footer("scribe prune --keep 10\nscribe prune --keep 90d --source shop --dry-run");
    }

    void check() const override {
        if (m_keep.empty())
            throw base::Error(base::ExitCode::usage, "scribe prune needs --keep N|AGE",
                              "scribe help prune tells what it takes; scribe.yml may have prune.keep");
        if (parse_keep(m_keep)) return;
        throw base::Error(
            base::ExitCode::usage,
            fmt::format("--keep {}: neither a number of scans nor an age", base::single_line(m_keep)),
            "--keep 10 keeps ten scans of each source, --keep 90d those of the last 90 days; units: h, d, w, mo, y");
    }

    base::ExitCode run(Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::write);
        if (!m_source.empty()) need_source(store, m_source);
        auto const summary = catalog::prune(store, m_source, *parse_keep(m_keep), m_dry_run);
        base::log::info(
            "{} {}, {}, {}{}{}{}", m_dry_run ? "Would forget" : "Forgot", base::counted(summary.scans, "scan", "scans"),
            base::counted(summary.states, "earlier state of an object", "earlier states of objects"),
            base::counted(summary.objects, "vanished object", "vanished objects"),
            summary.jobs > 0 ? ", " + base::counted(summary.jobs, "job") : "",
            summary.profiles > 0 ? ", " + base::counted(summary.profiles, "profile of a table", "profiles of tables")
                                 : "",
            summary.freed_bytes > 0 ? "; the file is " + base::human_bytes(summary.freed_bytes) + " smaller" : "");
        if (summary.kept > 0)
            base::log::info("{} because someone said something about {}",
                            base::counted(summary.kept, "vanished object stays", "vanished objects stay"),
                            summary.kept == 1 ? "it" : "them");
        return base::ExitCode::ok;
    }

private:
    std::string m_keep, m_source;
    bool m_dry_run = false;
};

} // namespace

std::unique_ptr<Command> make_prune_command() { return std::make_unique<PruneCommand>(); }

} // namespace scribe::cli
