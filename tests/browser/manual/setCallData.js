wellClient.setCallData('6aee1dda-d4a2-4d3c-8fab-df7782a6c10f', [
  {
    key: 'agentId',
    value: '8001'
  },
  {
    key: 'customerId',
    value: '19099092'
  }
])
.done(function (res) {
  console.log('done', res)
})
.fail(function (err) {
  console.log('fail', err)
})
