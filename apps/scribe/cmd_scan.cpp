// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/scan_writer.hpp"
#include "command.hpp"
#include "options_common.hpp"

#include <fmt/format.h>

#include <ostream>

namespace scribe::cli {

namespace {

class ScanCommand final : public Command {
public:
    std::string_view name() const override { return "scan"; }
    std::string_view summary() const override { return "Reads the structure of a database into the catalog"; }

    void bind(CLI::App &app) override {
        app.add_option("source", m_source, "A URL (postgresql://..., sqlite:FILE) or the name of a saved source")->type_name("SOURCE");
        app.add_option("--as", m_as, "Name of the source in the catalog")->type_name("NAME");
        add_filter_options(app, m_filter);
        app.footer("scribe scan postgresql://user@host/database\nscribe scan sqlite:shop.db --as shop\n"
                   "scribe scan --schema sales --exclude 'sales.tmp_*' postgresql:///erp");
    }

    base::ExitCode run(Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::create);
        auto const source = source::open(m_source, {});
        auto const info = source->info();
        catalog::SourceRow row;
        row.name = m_as.empty() ? source::default_name(info) : m_as;
        if (auto const known = store.find_source(row.name)) row = *known;
        row.url = source::public_url(m_source);
        row.product = info.product;
        row.version = info.version;
        row.database = info.database;
        row.identity = info.identity;
        row.id = store.save_source(row);
        catalog::ScanWriter writer{store, row, author(global, context)};
        source::ScanRequest request;
        request.filter = m_filter.filter();
        auto const report = source->scan(request, [&writer](model::Record &&record) { writer.put(std::move(record)); });
        auto const summary = writer.finish({request.filter, report.unseen, report.notes});
        base::log::info("{}: {} objects, {} added, {} changed, {} removed", row.name, base::group_digits(summary.objects),
                        summary.added, summary.changed, summary.removed);
        return base::ExitCode::ok;
    }

private:
    std::string m_source, m_as;
    FilterOptions m_filter;
};

} // namespace

std::unique_ptr<Command> make_scan_command() { return std::make_unique<ScanCommand>(); }

} // namespace scribe::cli
