//! A network of the folder: a tensor in, a tensor out, on one thread.

use std::fmt;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use rten::ModelOptions;
use rten::RunOptions;
use rten::ThreadPool;
use rten_tensor::Tensor;
use rten_tensor::prelude::*;

/// A loaded network of one input and one output.
pub(super) struct Net {
    model: rten::Model,
    /// Pools of one thread each that nobody is using: the pages of a batch are read side by side already.
    pools: Mutex<Vec<Arc<ThreadPool>>>,
}

/// What a network answers: numbers, and how they are laid out.
#[derive(Debug)]
pub(super) struct Answer {
    /// Length of each dimension.
    pub shape: Vec<usize>,
    /// The numbers, the last dimension running fastest.
    pub values: Vec<f32>,
}

impl Net {
    /// Loads a network; the error says what the runtime does not like about it.
    pub(super) fn load(bytes: Vec<u8>) -> Result<Self, String> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = options.load(bytes).map_err(|error| error.to_string())?;
        Ok(Self { model, pools: Mutex::new(Vec::new()) })
    }

    /// Runs it on pictures: how many, colours, height and width, and their pixels.
    pub(super) fn run(&self, shape: [usize; 4], pixels: Vec<f32>) -> Result<Answer, String> {
        let pool = self.pools().pop().unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::clone(&pool));
        let output = self.model.run_one(Tensor::from_data(&shape, pixels).into(), Some(options));
        self.pools().push(pool);
        let output: Tensor<f32> = output
            .map_err(|error| error.to_string())?
            .try_into()
            .map_err(|_| "it answers with other than real numbers".to_owned())?;
        let values = output.to_vec();
        if !values.iter().all(|value| value.is_finite()) {
            return Err("it answers with numbers that are none".to_owned());
        }
        Ok(Answer { shape: output.shape().to_vec(), values })
    }

    fn pools(&self) -> std::sync::MutexGuard<'_, Vec<Arc<ThreadPool>>> {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Net {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Net").finish_non_exhaustive()
    }
}
