// SPDX-License-Identifier: MIT
#include "sql/deep_stack.hpp"

#include <pthread.h>

#include <cstddef>
#include <exception>
#include <system_error>

namespace scribe::sql {

namespace {

/// Memory is taken page by page as the stack is used. 64 kB of "1+1+1..." need less than 8 MiB of it.
constexpr std::size_t k_stack_bytes = std::size_t{64} * 1024 * 1024;

struct Job {
    std::function<void()> const &work;
    std::exception_ptr thrown{};
};

void *run(void *argument) {
    auto &job = *static_cast<Job *>(argument);
    try {
        job.work();
    } catch (...) {
        job.thrown = std::current_exception();
    }
    return nullptr;
}

void check(int error) {
    if (error != 0) throw std::system_error(error, std::generic_category(), "cannot start a thread for the SQL parser");
}

} // namespace

void run_on_deep_stack(std::function<void()> const &work) {
    Job job{work};
    pthread_attr_t attributes{};
    check(pthread_attr_init(&attributes));
    pthread_t thread{};
    auto error = pthread_attr_setstacksize(&attributes, k_stack_bytes);
    if (error == 0) error = pthread_create(&thread, &attributes, run, &job);
    pthread_attr_destroy(&attributes);
    check(error);
    check(pthread_join(thread, nullptr));
    if (job.thrown) std::rethrow_exception(job.thrown);
}

} // namespace scribe::sql
