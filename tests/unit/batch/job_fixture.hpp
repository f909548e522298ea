// SPDX-License-Identifier: MIT
#pragma once

#include "../catalog/temporary_catalog.hpp"
#include "batch/runner.hpp"
#include "catalog/jobs/work.hpp"

#include <set>
#include <string>

namespace scribe::test {

/// A catalog that knows the source "shop", and jobs on its tables t1, t2, ...
struct JobFixture : TemporaryCatalog {
    JobFixture() : store(open()) {
        catalog::SourceRow source;
        source.name = "shop";
        source.url = "sqlite:/shop.db";
        store.save_source(source);
        // What a test has seen.
        store.db().exec("CREATE TABLE seen (name TEXT NOT NULL) STRICT");
    }

    std::string make_job(int tables, catalog::Shard shard = {}) {
        catalog::JobWriter writer{
            store, {.kind = "profile", .source = "shop", .author = "ann", .options = "{\"a\":1}", .shard = shard}};
        for (int i = 1; i <= tables; ++i) writer.add(i, "main", "t" + std::to_string(i));
        return writer.finish();
    }

    /// The items of one state, in the order of work.
    std::vector<catalog::JobItem> items(std::string const &job, std::optional<catalog::ItemState> state = {}) {
        std::vector<catalog::JobItem> list;
        catalog::list_items(store, job, {.state = state, .limit = 0},
                            [&list](catalog::JobItem &&item) { list.push_back(std::move(item)); });
        return list;
    }

    std::int64_t number(std::string const &sql) { return store.db().query_int(sql); }

    catalog::Store store;
};

/// A worker that is a function.
class FunctionWorker final : public batch::Worker {
public:
    using Function = std::function<batch::ItemResult(catalog::JobItem const &, batch::Activity &)>;
    explicit FunctionWorker(Function function) : m_function(std::move(function)) {}
    batch::ItemResult work(catalog::JobItem const &item, batch::Activity &activity) override {
        return m_function(item, activity);
    }

private:
    Function m_function;
};

inline batch::WorkerFactory workers(FunctionWorker::Function const &function) {
    return [function] { return std::make_unique<FunctionWorker>(function); };
}

/// A result whose writing notes the item in the table "seen".
inline batch::ItemResult seen(catalog::JobItem const &item, std::int64_t rows = 10) {
    batch::ItemResult result{.rows = rows, .bytes = rows * 8};
    result.store = [name = item.table](catalog::Store &store) {
        sqlite::Stmt insert{store.db(), "INSERT INTO seen VALUES (?)"};
        insert.bind(1, name);
        insert.run();
    };
    return result;
}

} // namespace scribe::test
