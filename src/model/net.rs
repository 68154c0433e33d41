//! The network itself: pieces in, logits out, one unit at a time.
//!
//! Units are never batched: with int8 weights the scale of a layer's activations is taken over the whole tensor, so that
//! a neighbour in the batch would change a unit's scores.

use std::sync::{Arc, Mutex, PoisonError};

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::Tensor;
use rten_tensor::prelude::*;

/// Where the weights come from.
pub(super) enum Weights {
    /// Compiled into the program.
    Static(&'static [u8]),
    /// Read from a file.
    Owned(Vec<u8>),
}

/// A loaded network.
pub(super) struct Net {
    model: rten::Model,
    ids: NodeId,
    unit: NodeId,
    logits: NodeId,
    /// Pools of one thread each that nobody is using: a document is read on one thread, many documents on many.
    pools: Mutex<Vec<Arc<ThreadPool>>>,
}

impl Net {
    /// Loads the weights; the error says what the runtime does not like about them.
    pub(super) fn load(weights: Weights) -> Result<Self, String> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let loaded = match weights {
            Weights::Static(bytes) => options.load_static_slice(bytes),
            Weights::Owned(bytes) => options.load(bytes),
        };
        let model = loaded.map_err(|error| error.to_string())?;
        let node = |name: &str| model.node_id(name).map_err(|_| format!("it has no `{name}`"));
        let (ids, unit, logits) = (node("ids")?, node("unit")?, node("logits")?);
        Ok(Self { model, ids, unit, logits, pools: Mutex::new(Vec::new()) })
    }

    /// The logits of one row of pieces; `unit` is 1 where a piece belongs to the unit. Nothing where the network fails or
    /// answers nonsense.
    pub(super) fn logits(&self, ids: Vec<i32>, unit: Vec<i32>) -> Option<Vec<f32>> {
        let length = ids.len();
        let pool = self.pools().pop().unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::clone(&pool));
        let row = |values: Vec<i32>| Tensor::from_data(&[1, length], values);
        let inputs = vec![(self.ids, row(ids).into()), (self.unit, row(unit).into())];
        let outputs = self.model.run(inputs, &[self.logits], Some(options));
        self.pools().push(pool);
        let tensor: Tensor<f32> = outputs.ok()?.into_iter().next()?.try_into().ok()?;
        let logits: Vec<f32> = tensor.iter().copied().collect();
        logits.iter().all(|z| z.is_finite()).then_some(logits)
    }

    fn pools(&self) -> std::sync::MutexGuard<'_, Vec<Arc<ThreadPool>>> {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
