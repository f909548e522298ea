// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/said/descriptions.hpp"
#include "command.hpp"
#include "describe/basis.hpp"
#include "describe/columns.hpp"
#include "describing/commands.hpp"
#include "describing/gather.hpp"
#include "describing/own_templates.hpp"
#include "describing/taught.hpp"
#include "model/filter.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "output/output.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using describe::Template;

/// The conditions in a few words: "column ~ is_(.+), role flag".
std::string conditions(Template const &one) {
    std::vector<std::string> parts;
    auto const add = [&](char const *what, std::string const &text) {
        if (!text.empty()) parts.push_back(fmt::format("{} {}", what, text));
    };
    add("column", one.column);
    add("table", one.table);
    add("type", one.type);
    add("role", one.role);
    add("semantic type", one.semantic_type);
    return base::join(parts, ", ");
}

class TemplateCommand final : public Command {
public:
    std::string_view name() const override { return "template"; }
    std::string_view summary() const override { return "Says what columns mean that follow a convention"; }

    void bind(CLI::App &app) override {
        app.require_subcommand(1);
        app.footer("scribe template list\nscribe template show created-time\nscribe template test --column "
                   "'(.+)_cents' --text '{1} in cents'\nscribe template add cents --column "
                   "'(.+)_cents' --text '{1} in cents'\nscribe template apply cents\n"
                   "scribe template remove cents");
        auto *const list = action(app, "list", "Lists the templates, the first to apply first", Action::list);
        list->add_flag("--offered", m_offered, "Instead: what people changed in the same way three times or more");
        add_output_options(*list, m_output, {"table", "json", "jsonl", "csv"});
        auto *const show = action(app, "show", "Shows a template, and the columns it applies to", Action::show);
        bind_name(*show)->required();
        bind_columns(*show);
        auto *const add = action(app, "add", "Adds a template of yours, or changes one", Action::add);
        bind_name(*add)->required();
        bind_fields(*add);
        auto *const remove = action(app, "remove", "Takes a template away, also a shipped one", Action::remove);
        bind_name(*remove)->required();
        auto *const apply = action(app, "apply", "Writes drafts for the columns it applies to", Action::apply);
        bind_name(*apply)->required();
        bind_columns(*apply);
        auto *const test = action(app, "test", "Tells what a template would say; writes nothing", Action::test);
        bind_name(*test);
        bind_fields(*test);
        bind_columns(*test);
        add_output_options(*test, m_test_output, {"table", "json", "jsonl", "csv"});
    }

    void check() const override {
        bool const defines = m_action == Action::add || (m_action == Action::test && m_name.empty());
        if (!defines) return;
        if (m_template.text.empty())
            throw Error(ExitCode::usage, "the template says nothing", "--text 'What the {entity} is'");
        if (conditions(m_template).empty())
            throw Error(ExitCode::usage, "the template would apply to all columns",
                        "say to which: --column, --table, --type, --role or --semantic-type");
    }

    ExitCode run(Context &context) override {
        bool const writes = m_action == Action::add || m_action == Action::remove || m_action == Action::apply;
        auto store = open_catalog(global, context, writes ? catalog::Access::write : catalog::Access::read);
        switch (m_action) {
        case Action::list: list(store, context); break;
        case Action::show: show(store, context); break;
        case Action::add: add(store, context); break;
        case Action::remove: remove(store, context); break;
        case Action::apply: apply(store, context); break;
        case Action::test: test(store, context); break;
        }
        return ExitCode::ok;
    }

private:
    enum class Action { list, show, add, remove, apply, test };

    CLI::App *action(CLI::App &app, char const *verb, char const *text, Action what) {
        auto *const sub = app.add_subcommand(verb, text);
        sub->callback([this, what] { m_action = what; });
        return sub;
    }

    CLI::Option *bind_name(CLI::App &app) { return app.add_option("name", m_name, "Its name")->type_name("NAME"); }

    void bind_fields(CLI::App &app) {
        auto const *const group = "Template";
        auto const option = [&](char const *flag, std::string &value, char const *type, char const *text) {
            app.add_option(flag, value, text)->type_name(type)->group(group);
        };
        option("--column", m_template.column, "REGEX",
               "Of the words of the column's name, joined by _, in lower case: (.*_)?created_at");
        option("--table", m_template.table, "REGEX", "The same of the table's name");
        option("--type", m_template.type, "REGEX", "Of the type, in lower case: (date|time).*");
        option("--role", m_template.role, "ROLE", "Of the profile: enum, flag, code ...; several with |");
        option("--semantic-type", m_template.semantic_type, "TYPE", "url, uuid, currency ...; several with |");
        option("--text", m_template.text, "TEXT",
               "What to say; {entity} {table} {column} {type} {parent} {values} {unit} {1} stand for what they name");
        app.add_option("--priority", m_template.priority, "Of several that apply the highest counts (100 unless told)")
            ->type_name("N")
            ->check(CLI::Range(-1000, 1000))
            ->group(group);
        app.add_flag("--alone", m_template.alone, "The text says all: leave out what default and values tell")
            ->group(group);
    }

    void bind_columns(CLI::App &app) {
        app.add_option("ref", m_refs.refs, "Only these tables or columns: [source:]schema.table, * and ? match")
            ->type_name("REF");
        app.add_option("--source", m_source, "Only this source")->type_name("NAME")->group("Selection");
    }

    static describe::Templates all(catalog::Store &store) { return describe::Templates{own_templates(store)}; }

    static Template const &find(describe::Templates const &templates, std::string const &name) {
        std::vector<std::string> names;
        for (auto const &one : templates.all()) {
            if (one.name == name) return one;
            names.push_back(one.name);
        }
        auto const near = base::nearest(name, names);
        throw Error(ExitCode::usage, fmt::format("there is no template \"{}\"", base::single_line(name)),
                    near ? "did you mean " + *near + "?" : "scribe template list has them");
    }

    void list(catalog::Store &store, Context &context) const {
        if (m_offered) return list_taught(store, m_output, context);
        ListWriter writer{context,
                          m_output,
                          {{.name = "name", .title = "NAME"},
                           {.name = "shipped", .title = ""},
                           {.name = "priority", .title = "PRIORITY", .number = true},
                           {.name = "column", .title = ""},
                           {.name = "table", .title = ""},
                           {.name = "type", .title = ""},
                           {.name = "role", .title = ""},
                           {.name = "semantic_type", .title = ""},
                           {.name = "alone", .title = ""},
                           {.name = "text", .title = "TEXT"},
                           {.name = "conditions", .title = "APPLIES TO", .elastic = true}}};
        auto const templates = all(store);
        for (auto const &one : templates.all())
            writer.row({one.name, one.shipped, one.priority, one.column, one.table, one.type, one.role,
                        one.semantic_type, one.alone, one.text, conditions(one)});
        writer.finish(static_cast<std::int64_t>(templates.all().size()));
    }

    /// Calls `visit` for each column that the template applies to.
    template <typename Visit> void each_use(catalog::Store &store, Context &context,
                                            describe::Templates const &templates, std::string const &name,
                                            Visit const &visit) const {
        if (!m_source.empty()) need_source(store, m_source);
        auto const patterns = m_refs.patterns(context);
        for (auto const &source : store.sources()) {
            if (!m_source.empty() && source.name != m_source) continue;
            for_each_evidence(store, source, [&](describe::TableEvidence &&table) {
                model::Record object;
                object.kind = table.view ? model::Kind::view : model::Kind::table;
                object.schema = table.ref.schema;
                object.name = table.ref.name;
                bool const whole = patterns.empty() || model::selects(patterns, source.name, object);
                for (std::size_t i = 0; i < table.columns.size(); ++i) {
                    model::Record column;
                    column.kind = model::Kind::column;
                    column.schema = table.ref.schema;
                    column.table = table.ref.name;
                    column.name = table.columns[i].column.name;
                    if (!whole && !model::selects(patterns, source.name, column)) continue;
                    auto const use = templates.match(table, table.columns[i]);
                    if (use && use->used->name == name) visit(source, column, table, i);
                }
            });
        }
    }

    void show(catalog::Store &store, Context &context) const {
        auto const templates = all(store);
        auto const &one = find(templates, m_name);
        context.out << fmt::format("{}{}\n  text: {}\n  applies to: {}\n  priority: {}{}\n", one.name,
                                   one.shipped ? " (comes with scribe)" : "", one.text, conditions(one), one.priority,
                                   one.alone ? "\n  alone: yes" : "");
        constexpr std::int64_t k_most = 20;
        std::int64_t count = 0;
        each_use(store, context, templates, one.name,
                 [&](auto const &, model::Record const &column, auto const &, std::size_t) {
                     if (count++ < k_most) context.out << "  used for: " << model::format_ref(column) << '\n';
                 });
        if (count > k_most) context.out << fmt::format("  and {} more\n", base::group_digits(count - k_most));
    }

    void add(catalog::Store &store, Context &context) {
        if (m_name.empty() || m_name.size() > 100 || base::has_controls(m_name))
            throw Error(ExitCode::usage, "a template needs a name of one line, 100 bytes at most");
        m_template.name = m_name;
        describe::Templates const checked{std::vector{m_template}}; // throws for what is no pattern
        bool const changed = catalog::save_template(store, m_name, m_template, author(global, context), "template add");
        base::log::info("{}: {}", m_name,
                        changed ? "added; scribe describe uses it, scribe template apply does so now"
                                : "it is there already");
    }

    void remove(catalog::Store &store, Context &context) const {
        auto const templates = all(store);
        auto const &one = find(templates, m_name);
        std::optional<Template> none;
        if (one.shipped) none.emplace().name = m_name;
        catalog::save_template(store, m_name, none, author(global, context), "template remove");
        base::log::info("{}: taken away; scribe undo brings it back", m_name);
    }

    void apply(catalog::Store &store, Context &context) const {
        auto const templates = all(store);
        find(templates, m_name);
        auto reading = open_catalog(global, context, catalog::Access::read);
        sqlite::Txn txn{store.db()};
        std::map<std::string, catalog::DescriptionWriter> writers;
        std::int64_t changed = 0, kept = 0;
        each_use(
            reading, context, templates, m_name,
            [&](catalog::SourceRow const &source, model::Record const &column, describe::TableEvidence const &table,
                std::size_t place) {
                auto &writer =
                    writers.try_emplace(source.name, store, source, author(global, context), "template apply")
                        .first->second;
                auto const id = model::object_id(source.name, column.kind, column.schema, column.table, column.name);
                auto const known = writer.present(id);
                bool const has_text = known && !known->description.text.empty();
                if (has_text && (known->description.origin != "rules" || known->description.status == "approved")) {
                    ++kept;
                    return;
                }
                auto const said = describe::describe_column(table, table.columns[place], templates);
                changed += writer.save(id, model::format_ref(column),
                                       {said.text, "rules", "", "draft", said.confidence, said.reasons},
                                       describe::basis_of(table, table.columns[place]));
            });
        txn.commit();
        base::log::info("{} new or changed, {} of people or the database", base::counted(changed, "text"),
                        base::group_digits(kept));
    }

    void test(catalog::Store &store, Context &context) {
        auto own = own_templates(store);
        if (!m_template.text.empty()) {
            m_template.name = m_name.empty() ? "(the one that is tested)" : m_name;
            std::erase_if(own, [&](auto const &one) { return one.name == m_template.name; });
            own.push_back(m_template);
        }
        describe::Templates const templates{own};
        auto const &one = find(templates, m_template.name.empty() ? m_name : m_template.name);
        ListWriter writer{context,
                          m_test_output,
                          {{.name = "source", .title = ""},
                           {.name = "ref", .title = "COLUMN"},
                           {.name = "text", .title = "TEXT", .elastic = true}}};
        std::int64_t count = 0;
        each_use(store, context, templates, one.name,
                 [&](catalog::SourceRow const &source, model::Record const &column,
                     describe::TableEvidence const &table, std::size_t place) {
                     writer.row({source.name, model::format_ref(column),
                                 describe::describe_column(table, table.columns[place], templates).text});
                     ++count;
                 });
        writer.finish(count);
    }

    Action m_action = Action::list;
    std::string m_name, m_source;
    Template m_template{.priority = 100};
    RefOptions m_refs;
    OutputOptions m_output, m_test_output;
    bool m_offered = false;
};

} // namespace

std::unique_ptr<Command> make_template_command() { return std::make_unique<TemplateCommand>(); }

} // namespace scribe::cli
