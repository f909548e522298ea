// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/queries/snapshots.hpp"
#include "options/options_common.hpp"
#include "profiling/selection.hpp"
#include "queries/actions.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace scribe::cli {

namespace {

class PruneQueriesAction final : public QueryAction {
public:
    std::string_view name() const override { return "prune"; }
    std::string_view summary() const override { return "Forgets old snapshots"; }

    void bind(CLI::App &app) override {
        app.add_option("--keep", m_keep, "How long snapshots stay: 180d, 12w, 6mo")->type_name("AGE")->required();
        app.add_option("--source", m_source, "The source; else the only one")->type_name("NAME");
        app.add_flag("--dry-run", m_dry_run, "Tell what would go; write nothing");
        app.footer("scribe analyze-queries prune --keep 180d --dry-run");
    }

    void check() const override {
        if (!parse_age(m_keep))
            throw base::Error(base::ExitCode::usage, fmt::format("--keep {}: no age", base::single_line(m_keep)),
                              "--keep 180d keeps the snapshots of the last 180 days; units: h, d, w, mo, y");
    }

    base::ExitCode run(GlobalOptions const &global, Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::write);
        auto const source = profile_source(store, m_source, {});
        auto const gone =
            catalog::prune_snapshots(store, source.id, catalog::utc_before(*parse_age(m_keep)), m_dry_run);
        base::log::info("{} {} of {}; what later ones are compared with stays", m_dry_run ? "Would forget" : "Forgot",
                        base::counted(gone, "snapshot"), source.name);
        return base::ExitCode::ok;
    }

private:
    std::string m_keep, m_source;
    bool m_dry_run = false;
};

} // namespace

std::unique_ptr<QueryAction> make_prune_queries_action() { return std::make_unique<PruneQueriesAction>(); }

} // namespace scribe::cli
