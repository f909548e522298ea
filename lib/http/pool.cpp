// SPDX-License-Identifier: MIT
#include "http/pool.hpp"

#include "base/error.hpp"
#include "http/transfer.hpp"

#include <future>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace scribe::http {

namespace {

/// How long the thread sleeps when nothing happens: Ctrl-C is noticed after this.
constexpr int k_tick_ms = 100;

struct Sending {
    explicit Sending(Request const &request) : transfer(request) {}
    Transfer transfer;
    std::promise<CURLcode> done;
};

} // namespace

class Pool::Loop {
public:
    Loop() {
        start_curl();
        m_multi.reset(curl_multi_init());
        if (!m_multi) throw base::Error{base::ExitCode::internal, "libcurl cannot be used"};
        m_thread = std::thread{[this] { run(); }};
    }
    Loop(Loop const &) = delete;
    Loop &operator=(Loop const &) = delete;
    ~Loop() {
        {
            std::lock_guard const lock{m_mutex};
            m_stop = true;
        }
        curl_multi_wakeup(m_multi.get());
        m_thread.join();
    }

    CURLcode perform(Sending &sending) {
        auto done = sending.done.get_future();
        {
            std::lock_guard const lock{m_mutex};
            m_waiting.push_back(&sending);
        }
        curl_multi_wakeup(m_multi.get());
        return done.get();
    }

private:
    void run() {
        while (begin()) {
            int running = 0;
            curl_multi_perform(m_multi.get(), &running);
            end();
            curl_multi_poll(m_multi.get(), nullptr, 0, k_tick_ms, nullptr);
        }
    }

    /// Takes what came in; false when it is time to go.
    bool begin() {
        std::lock_guard const lock{m_mutex};
        for (auto *const sending : m_waiting) {
            auto *const handle = sending->transfer.handle();
            m_sending.emplace(handle, sending);
            curl_multi_add_handle(m_multi.get(), handle);
        }
        m_waiting.clear();
        return !m_stop;
    }

    void end() {
        int left = 0;
        while (auto const *const message = curl_multi_info_read(m_multi.get(), &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            auto *const handle = message->easy_handle;
            auto const code = message->data.result;
            auto const found = m_sending.find(handle);
            auto done = std::move(found->second->done); // whose owner goes as soon as it is set
            m_sending.erase(found);
            curl_multi_remove_handle(m_multi.get(), handle);
            done.set_value(code);
        }
    }

    std::unique_ptr<CURLM, Call<curl_multi_cleanup>> m_multi;
    std::mutex m_mutex;
    std::vector<Sending *> m_waiting;
    std::map<CURL *, Sending *> m_sending; ///< of the thread alone
    bool m_stop = false;
    std::thread m_thread;
};

Pool::Pool() : m_loop(std::make_unique<Loop>()) {}
Pool::~Pool() = default;

Response Pool::send(Request const &request) {
    Sending sending{request};
    return sending.transfer.finish(m_loop->perform(sending));
}

} // namespace scribe::http
